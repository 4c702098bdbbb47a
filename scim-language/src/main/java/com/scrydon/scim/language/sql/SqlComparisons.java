package com.scrydon.scim.language.sql;

import com.scrydon.scim.language.filters.Comparability;
import com.scrydon.scim.language.filters.Literal;
import com.scrydon.scim.language.filters.Operator;
import com.scrydon.scim.language.texts.ResourceId;
import java.util.Locale;
import java.util.Optional;

/** Comparisons of one term with one literal. */
final class SqlComparisons {

    private static final String LOWEST = "00000000-0000-0000-0000-000000000000";
    private static final String HIGHEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    /** How the comparison begins that an index serves as a range. */
    static final String PREFIX = "starts_with(";

    private final SqlParameters parameters;

    SqlComparisons(SqlParameters parameters) {
        this.parameters = parameters;
    }

    String text(SqlTerm.Text term, Operator operator, Literal literal) {
        return switch (operator) {
            case EQ -> term.key().map(key -> "(" + key.column() + " is not null and " + key.column() + " = "
                    + place(key, literal) + ")").orElseGet(() -> plain(term, operator, literal));
            case NE -> term.key().map(key -> "(" + key.column() + " is null or " + key.column() + " <> "
                    + place(key, literal) + ")").orElseGet(() -> plain(term, operator, literal));
            case CO, SW, EW, GT, GE, LT, LE -> plain(term, operator, literal);
        };
    }

    private String place(SqlTerm.Key key, Literal literal) {
        return key.place().formatted(place(key.of().apply(literal.asText())));
    }

    private String plain(SqlTerm.Text term, Operator operator, Literal literal) {
        var place = place(literal.asText());
        var left = term.caseExact() ? term.expression() : "lower(" + term.expression() + ")";
        var right = term.caseExact() ? place : "lower(" + place + ")";
        var condition = switch (operator) {
            case CO -> "position(" + right + " in " + left + ") > 0";
            case SW -> PREFIX + left + ", " + right + ")";
            case EW -> "right(" + left + ", length(" + right + ")) = " + right;
            case EQ, NE, GT, GE, LT, LE -> left + " " + sign(operator) + " " + right;
        };
        if (!term.nullable()) {
            return "(" + condition + ")";
        }
        return operator == Operator.NE
                ? "(" + term.expression() + " is null or " + condition + ")"
                : "(" + term.expression() + " is not null and " + condition + ")";
    }

    String id(SqlTerm.Id term, Operator operator, Literal literal) {
        var id = Optional.of(literal.asText()).filter(text -> text.startsWith(term.prefix()))
                .flatMap(text -> ResourceId.parse(text.substring(term.prefix().length())));
        return switch (operator) {
            case EQ -> id.map(value -> "(" + term.expression() + " = " + parameters.add(value) + ")").orElse("false");
            case NE -> id.map(value -> "(" + term.expression() + " <> " + parameters.add(value) + ")").orElse("true");
            case SW -> startsWith(term, literal);
            case CO, EW, GT, GE, LT, LE -> text(new SqlTerm.Text(
                    "(" + SqlTerm.quoted(term.prefix()) + " || " + term.expression() + ")", true, false), operator,
                    literal);
        };
    }

    /** The beginning of an id is a range of ids, which an index serves. */
    private String startsWith(SqlTerm.Id term, Literal literal) {
        var text = literal.asText();
        if (!term.prefix().isEmpty()) {
            return text(new SqlTerm.Text("(" + SqlTerm.quoted(term.prefix()) + " || " + term.expression() + ")", true,
                    false), Operator.SW, literal);
        }
        if (text.length() > LOWEST.length()) {
            return "false";
        }
        var low = ResourceId.parse(text + LOWEST.substring(text.length()));
        var high = ResourceId.parse(text + HIGHEST.substring(text.length()));
        return low.isEmpty() || high.isEmpty() || !text.equals(text.toLowerCase(Locale.ROOT))
                ? "false"
                : "(" + term.expression() + " >= " + parameters.add(low.get()) + " and " + term.expression() + " <= "
                        + parameters.add(high.get()) + ")";
    }

    String flag(SqlTerm.Flag term, Operator operator, Literal literal) {
        return "(" + term.expression() + (Comparability.ofFlag(operator, literal) ? " is true)" : " is not true)");
    }

    String moment(SqlTerm.Moment term, Operator operator, Literal literal) {
        var place = parameters.add(Comparability.ofMoment(operator, literal));
        return "(" + term.expression() + " " + sign(operator) + " " + place + ")";
    }

    String folded(SqlTerm.Folded term, Operator operator, Literal literal) {
        return "(" + like(term.expression(), operator, term.fold().apply(literal.asText())) + ")";
    }

    /** For {@code ne} none of the texts is equal. */
    String array(SqlTerm.TextArray term, Operator operator, Literal literal) {
        var value = term.fold().apply(literal.asText());
        return switch (operator) {
            case EQ -> contains(term, value);
            case NE -> "(not " + contains(term, value) + ")";
            case CO, SW, EW, GT, GE, LT, LE ->
                "exists (select from unnest(" + term.expression() + ") as t (name) where "
                        + like("t.name", operator, value) + ")";
        };
    }

    private String contains(SqlTerm.TextArray term, String value) {
        return "(" + term.expression() + " @> array[" + parameters.add(value) + "::text])";
    }

    private String like(String expression, Operator operator, String value) {
        return switch (operator) {
            case SW -> expression + " like " + place(pattern(value) + "%");
            case CO -> expression + " like " + place("%" + pattern(value) + "%");
            case EW -> expression + " like " + place("%" + pattern(value));
            case EQ, NE, GT, GE, LT, LE -> expression + " " + sign(operator) + " " + place(value);
        };
    }

    private String place(String text) {
        return parameters.add(text) + "::text";
    }

    private static String pattern(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "<>";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
            case CO, SW, EW -> throw new IllegalStateException(operator + " is no sign");
        };
    }
}
