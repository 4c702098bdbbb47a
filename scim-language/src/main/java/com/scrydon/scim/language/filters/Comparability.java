package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.filters.Filter.And;
import com.scrydon.scim.language.filters.Filter.Comparison;
import com.scrydon.scim.language.filters.Filter.Not;
import com.scrydon.scim.language.filters.Filter.OneElement;
import com.scrydon.scim.language.filters.Filter.Or;
import com.scrydon.scim.language.filters.Filter.Present;
import com.scrydon.scim.language.paths.AttributePath;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Predicate;

/** Which comparisons have a meaning (RFC 7644 §3.4.2.2). */
public final class Comparability {

    /** Years that Postgres can hold, with room. */
    private static final int MAX_YEAR = 9998;

    private Comparability() {}

    /**
     * What is wrong with a condition that compares what cannot be compared so.
     *
     * @param isFlag whether a path is that of a boolean
     */
    public static Optional<String> refusal(Filter condition, Predicate<AttributePath> isFlag) {
        try {
            check(condition, isFlag);
            return Optional.empty();
        } catch (UnsupportedFilterException e) {
            return Optional.of(e.detail());
        }
    }

    private static void check(Filter condition, Predicate<AttributePath> isFlag) {
        switch (condition) {
            case And(var left, var right) -> {
                check(left, isFlag);
                check(right, isFlag);
            }
            case Or(var left, var right) -> {
                check(left, isFlag);
                check(right, isFlag);
            }
            case Not(var inner) -> check(inner, isFlag);
            case Comparison(_, var operator, Literal.Nothing()) -> ofNull(operator);
            case Comparison(var path, var operator, var literal) when isFlag.test(path) -> {
                var _ = ofFlag(operator, literal);
            }
            case Comparison _,Present _,OneElement _ -> {
            }
        }
    }

    /** {@code null} is equal to no value and has no order. */
    public static void ofNull(Operator operator) {
        if (operator.needsOrder() || operator.searchesText()) {
            throw new UnsupportedFilterException("null can only be compared with eq and ne");
        }
    }

    /** Whether the boolean must be true: {@code "True"} and {@code true} are the same. */
    public static boolean ofFlag(Operator operator, Literal literal) {
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
    public static OffsetDateTime ofMoment(Operator operator, Literal literal) {
        if (operator.searchesText()) {
            throw new UnsupportedFilterException("A dateTime cannot be searched like a text");
        }
        return moment(literal).orElseThrow(() -> new UnsupportedFilterException(
                "A dateTime must look like " + LocalDate.EPOCH + "T00:00:00Z"));
    }

    /** The instant that a literal means, if it is one in a year that the store can hold. */
    public static Optional<OffsetDateTime> moment(Literal literal) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(literal.asText(), OffsetDateTime::from,
                    LocalDateTime::from);
            var moment = parsed instanceof OffsetDateTime withOffset
                    ? withOffset
                    : LocalDateTime.from(parsed).atOffset(ZoneOffset.UTC);
            return Optional.of(moment).filter(one -> one.getYear() > 1 && one.getYear() <= MAX_YEAR);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
