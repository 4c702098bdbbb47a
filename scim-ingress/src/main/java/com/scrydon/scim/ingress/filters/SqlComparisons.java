package com.scrydon.scim.ingress.filters;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Comparisons of one term with one literal. */
final class SqlComparisons {

    private static final Pattern UUID_TEXT = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Years that Postgres can hold, with room. */
    private static final int MAX_YEAR = 9999;

    private final SqlParameters parameters;

    SqlComparisons(SqlParameters parameters) {
        this.parameters = parameters;
    }

    String text(SqlTerm.Text term, Operator operator, Literal literal) {
        var place = parameters.add(literal.asText()) + "::text";
        var left = term.caseExact() ? term.expression() : "lower(" + term.expression() + ")";
        var right = term.caseExact() ? place : "lower(" + place + ")";
        var condition = switch (operator) {
            case EQ -> left + " = " + right;
            case NE -> left + " <> " + right;
            case CO -> "position(" + right + " in " + left + ") > 0";
            case SW -> "starts_with(" + left + ", " + right + ")";
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
        var id = uuid(literal.asText());
        return switch (operator) {
            case EQ -> id.map(value -> "(" + term.expression() + " = " + parameters.add(value) + ")").orElse("false");
            case NE -> id.map(value -> "(" + term.expression() + " <> " + parameters.add(value) + ")").orElse("true");
            case CO, SW, EW, GT, GE, LT, LE ->
                text(new SqlTerm.Text("(" + term.expression() + "::text)", true, false), operator, literal);
        };
    }

    String flag(SqlTerm.Flag term, Operator operator, Literal literal) {
        if (operator.needsOrder() || operator.searchesText()) {
            throw new UnsupportedFilterException("A boolean can only be compared with eq and ne");
        }
        var text = literal.asText();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new UnsupportedFilterException("A boolean must be compared with true or false");
        }
        boolean wanted = text.equalsIgnoreCase("true") == (operator == Operator.EQ);
        return wanted ? "(" + term.expression() + ")" : "(not " + term.expression() + ")";
    }

    String moment(SqlTerm.Moment term, Operator operator, Literal literal) {
        if (operator.searchesText()) {
            throw new UnsupportedFilterException("A dateTime cannot be searched like a text");
        }
        var place = parameters.add(dateTime(literal.asText()));
        var sign = switch (operator) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
            case CO, SW, EW -> throw new IllegalStateException("refused above");
        };
        return "(" + term.expression() + sign + place + ")";
    }

    String related(SqlTerm.Related term, Operator operator, Literal literal) {
        var holds = uuid(literal.asText()).map(id -> term.holds().formatted(parameters.add(id))).orElse("false");
        return switch (operator) {
            case EQ -> holds;
            case NE -> "(not " + holds + ")";
            case CO, SW, EW, GT, GE, LT, LE ->
                throw new UnsupportedFilterException("A member can only be compared with eq and ne");
        };
    }

    private static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static OffsetDateTime dateTime(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            var moment = parsed instanceof OffsetDateTime withOffset
                    ? withOffset
                    : LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC);
            if (Math.abs(moment.getYear()) <= MAX_YEAR && moment.getYear() > 0) {
                return moment;
            }
        } catch (DateTimeException _) {
            // Said below, with years that are out of range.
        }
        throw new UnsupportedFilterException("A dateTime must look like " + LocalDate.EPOCH + "T00:00:00Z");
    }
}
