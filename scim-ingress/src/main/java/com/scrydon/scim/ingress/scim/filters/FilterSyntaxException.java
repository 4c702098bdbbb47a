package com.scrydon.scim.ingress.scim.filters;

/** Ends the parsing of a malformed filter; never leaves {@link Filters}. */
final class FilterSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    FilterSyntaxException(String what, int position) {
        super(what, null, false, false);
        this.detail = "Malformed at character " + (position + 1) + ": " + what;
    }

    String detail() {
        return detail;
    }
}
