package com.scrydon.scim.ingress.filters;

/**
 * Where an attribute lies in a table.
 *
 * @param expression SQL expression of its value, as the index has it
 * @param kind how it compares
 */
public record Column(String expression, Kind kind) {

    /** How values compare. */
    public enum Kind {
        /** Without regard to case; the expression is lower-cased already. */
        FOLDED_TEXT,
        /** Letter by letter. */
        EXACT_TEXT, ID, BOOLEAN, MOMENT
    }
}
