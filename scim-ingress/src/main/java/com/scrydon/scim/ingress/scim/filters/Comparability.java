package com.scrydon.scim.ingress.scim.filters;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Which comparisons have a meaning (RFC 7644 §3.4.2.2); the others end in invalidFilter. */
final class Comparability {

    /** Years that Postgres can hold, with room. */
    private static final int MAX_YEAR = 9998;

    private Comparability() {}

    /** {@code null} is equal to no value and has no order. */
    static void ofNull(Operator operator) {
        if (operator.needsOrder() || operator.searchesText()) {
            throw new UnsupportedFilterException("null can only be compared with eq and ne");
        }
    }

    /** Whether the boolean must be true: {@code "True"} and {@code true} are the same. */
    static boolean ofFlag(Operator operator, Literal literal) {
        if (operator.needsOrder() || operator.searchesText()) {
            throw new UnsupportedFilterException("A boolean can only be compared with eq and ne");
        }
        var text = literal.asText();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new UnsupportedFilterException("A boolean must be compared with true or false");
        }
        return text.equalsIgnoreCase("true") == (operator == Operator.EQ);
    }

    /** The instant that a dateTime is compared with; without an offset it is in UTC. */
    static OffsetDateTime ofMoment(Operator operator, Literal literal) {
        if (operator.searchesText()) {
            throw new UnsupportedFilterException("A dateTime cannot be searched like a text");
        }
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(literal.asText(), OffsetDateTime::from,
                    LocalDateTime::from);
            var moment = parsed instanceof OffsetDateTime withOffset
                    ? withOffset
                    : LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC);
            if (moment.getYear() > 1 && moment.getYear() <= MAX_YEAR) {
                return moment;
            }
        } catch (DateTimeException _) {
            // Said below, with years that are out of range.
        }
        throw new UnsupportedFilterException("A dateTime must look like " + LocalDate.EPOCH + "T00:00:00Z");
    }
}
