package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;

/** Reads filters. */
public final class Filters {

    private Filters() {}

    /** The parsed filter, or {@code invalidFilter} that says what and where. */
    public static Outcome<Filter> parse(String text) {
        try {
            return Outcome.done(FilterParser.parse(text));
        } catch (FilterSyntaxException e) {
            return Outcome.refused(ScimProblem.invalidFilter(String.valueOf(e.getMessage())));
        }
    }
}
