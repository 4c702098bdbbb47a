package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.answers.ResourceId;
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
        return key.place().formatted(parameters.add(key.of().apply(literal.asText())) + "::text");
    }

    private String plain(SqlTerm.Text term, Operator operator, Literal literal) {
        var place = parameters.add(literal.asText()) + "::text";
        var left = term.caseExact() ? term.expression() : "lower(" + term.expression() + ")";
        var right = term.caseExact() ? place : "lower(" + place + ")";
        var condition = switch (operator) {
            case EQ -> left + " = " + right;
            case NE -> left + " <> " + right;
            case CO -> "position(" + right + " in " + left + ") > 0";
            case SW -> PREFIX + left + ", " + right + ")";
            case EW -> "right(" + left + ", length(" + right + ")) = " + right;
            case GT -> left + " > " + right;
            case GE -> left + " >= " + right;
            case LT -> left + " < " + right;
            case LE -> left + " <= " + right;
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
        var sign = switch (operator) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
            case CO, SW, EW -> throw new IllegalStateException("a dateTime is no text");
        };
        return "(" + term.expression() + sign + place + ")";
    }
}
