package com.scrydon.scim.language.filters;

/** Ends the parsing of a malformed text; never leaves {@link FilterReader}. */
final class FilterSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final int position;

    /** @param position counted from 0 */
    FilterSyntaxException(String what, int position) {
        super(what, null, false, false);
        this.what = what;
        this.position = position;
    }

    String what() {
        return what;
    }

    int position() {
        return position;
    }
}
