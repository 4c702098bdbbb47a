package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.filters.Filter.Operator;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Compiles a filter to SQL with named parameters. Attributes it has no column for are refused, never guessed. */
public final class SqlFilter {

    private final Function<String, Optional<Column>> columns;
    private final Map<String, Object> parameters = new HashMap<>();

    private SqlFilter(Function<String, Optional<Column>> columns) {
        this.columns = columns;
    }

    /**
     * Compiles.
     *
     * @param columns finds the column of a path in lower case, without its schema's URN
     */
    public static Outcome<Condition> compile(Filter filter, Function<String, Optional<Column>> columns) {
        var compiler = new SqlFilter(columns);
        try {
            return Outcome.done(new Condition(compiler.sql(filter, ""), compiler.parameters));
        } catch (FilterSyntaxException e) {
            return Outcome.refused(ScimProblem.invalidFilter(String.valueOf(e.getMessage())));
        }
    }

    private String sql(Filter filter, String prefix) throws FilterSyntaxException {
        return switch (filter) {
            case Filter.And(Filter left, Filter right) -> "(" + sql(left, prefix) + " and " + sql(right, prefix) + ")";
            case Filter.Or(Filter left, Filter right) -> "(" + sql(left, prefix) + " or " + sql(right, prefix) + ")";
            case Filter.Not(Filter inner) -> "not coalesce(" + sql(inner, prefix) + ", false)";
            case Filter.Present(Filter.Path path) -> column(prefix, path).expression() + " is not null";
            case Filter.Elements(Filter.Path path, Filter inner) -> sql(inner, name(prefix, path) + ".");
            case Filter.Comparison(Filter.Path path, Operator operator, JsonNode value) ->
                comparison(column(prefix, path), operator, value);
        };
    }

    private static String name(String prefix, Filter.Path path) {
        var names = path.names();
        var own = names.getFirst().toLowerCase(Locale.ROOT).startsWith("urn:") ? names.subList(1, names.size()) : names;
        return (prefix + String.join(".", own)).toLowerCase(Locale.ROOT);
    }

    private Column column(String prefix, Filter.Path path) throws FilterSyntaxException {
        return columns.apply(name(prefix, path)).orElseThrow(
                () -> new FilterSyntaxException("filtering by " + path.text() + " is not supported yet"));
    }

    private String comparison(Column column, Operator operator, JsonNode value) throws FilterSyntaxException {
        return switch (column.kind()) {
            case FOLDED_TEXT -> text(column, operator, value.asString("").toLowerCase(Locale.ROOT));
            case EXACT_TEXT -> text(column, operator, value.asString(""));
            case ID -> id(column, operator, value.asString(""));
            case BOOLEAN -> equality(column, operator, bool(value));
            case MOMENT -> order(column, operator, moment(value.asString("")));
        };
    }

    private String text(Column column, Operator operator, String value) throws FilterSyntaxException {
        return switch (operator) {
            case CO -> "strpos(" + column.expression() + ", " + parameter(value) + ") > 0";
            case SW -> "starts_with(" + column.expression() + ", " + parameter(value) + ")";
            case EW -> "right(" + column.expression() + ", " + value.length() + ") = " + parameter(value);
            case EQ, NE, GT, GE, LT, LE -> order(column, operator, value);
        };
    }

    /** An id that is no UUID names nothing: it equals no row. */
    private String id(Column column, Operator operator, String value) throws FilterSyntaxException {
        try {
            return equality(column, operator, UUID.fromString(value));
        } catch (IllegalArgumentException _) {
            return operator == Operator.NE ? "true" : "false";
        }
    }

    private String equality(Column column, Operator operator, Object value) throws FilterSyntaxException {
        if (operator != Operator.EQ && operator != Operator.NE) {
            throw new FilterSyntaxException("the attribute takes eq and ne only");
        }
        return order(column, operator, value);
    }

    private String order(Column column, Operator operator, Object value) throws FilterSyntaxException {
        var symbol = switch (operator) {
            case EQ -> "=";
            case NE -> "is distinct from";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
            case CO, SW, EW -> throw new FilterSyntaxException("the attribute cannot be searched for parts");
        };
        return column.expression() + " " + symbol + " " + parameter(value);
    }

    private static boolean bool(JsonNode value) throws FilterSyntaxException {
        return switch (value.asString("").toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new FilterSyntaxException("the attribute is compared with true or false");
        };
    }

    private static OffsetDateTime moment(String value) throws FilterSyntaxException {
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeException _) {
            throw new FilterSyntaxException("the attribute is compared with a date and time (RFC 3339)");
        }
    }

    private String parameter(Object value) {
        var name = "f" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
