package com.scrydon.scim.ingress.filters;

/** A filter that cannot be read; the message says what and where. Never leaves {@link Filters}. */
final class FilterSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    FilterSyntaxException(String message) {
        super(message);
    }
}
