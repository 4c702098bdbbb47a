package com.scrydon.scim.ingress.scim.filters;

/** Ends the compilation of a filter that cannot be searched by; never leaves {@link SqlFilters}. */
final class UnsupportedFilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    UnsupportedFilterException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
