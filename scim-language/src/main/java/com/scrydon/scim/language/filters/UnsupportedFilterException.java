package com.scrydon.scim.language.filters;

/** Ends the compilation or the check of a filter that has no meaning; never leaves this module. */
public final class UnsupportedFilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    public UnsupportedFilterException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    public String detail() {
        return detail;
    }
}
