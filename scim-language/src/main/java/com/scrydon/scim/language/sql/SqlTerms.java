package com.scrydon.scim.language.sql;

import com.scrydon.scim.language.paths.AttributePath;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The attributes of one resource in SQL. */
@FunctionalInterface
public interface SqlTerms {

    SqlTerm term(AttributePath path);

    /**
     * A condition that an index serves and that every resource satisfies which has an element of a certain value.
     *
     * @param placed adds a parameter and answers its place, a text
     */
    default Optional<String> indexOfValues(AttributePath path, String value, UnaryOperator<String> placed) {
        return Optional.empty();
    }
}
