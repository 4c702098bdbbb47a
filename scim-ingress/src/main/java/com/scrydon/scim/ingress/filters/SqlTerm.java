package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.attributes.Attribute;

/**
 * How an attribute looks in SQL. Expressions are made from the description of attributes and from constants, never from
 * a request.
 */
public sealed interface SqlTerm {

    /** A text; {@code caseExact} as RFC 7643 has it. */
    record Text(String expression, boolean caseExact, boolean nullable) implements SqlTerm {}

    /** A uuid column. */
    record Id(String expression) implements SqlTerm {}

    /** A boolean that is never null. */
    record Flag(String expression) implements SqlTerm {}

    /** A timestamp that is never null. */
    record Moment(String expression) implements SqlTerm {}

    /** A complex value: it is there or not, and its sub-attributes are terms of their own. */
    record Complex(String expression) implements SqlTerm {}

    /** A JSON array of the elements of a multi-valued attribute. */
    record Elements(String array, Attribute attribute) implements SqlTerm {}

    /**
     * Related rows found by id.
     *
     * @param holds condition with {@code %s} for the parameter
     * @param present condition that there is any
     */
    record Related(String holds, String present) implements SqlTerm {}

    /** An attribute that nobody knows: it never has a value. */
    record Unassigned() implements SqlTerm {}

    /** An attribute that cannot be searched. */
    record Unsupported() implements SqlTerm {}
}
