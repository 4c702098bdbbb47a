package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.attributes.AttributePath;
import java.util.Optional;

/** The attributes of one resource in SQL. */
@FunctionalInterface
public interface SqlTerms {

    SqlTerm term(AttributePath path);

    /**
     * A condition that an index serves and that every resource satisfies which has an element of a certain value.
     *
     * @return with {@code %1$s} in the place of the value, a text
     */
    default Optional<String> indexOfValues(AttributePath path) {
        return Optional.empty();
    }
}
