package com.scrydon.scim.audit.search;

/** A filter that cannot be read; the message names the place. */
final class BadFilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param position of the first character that does not fit, counted from 1 */
    BadFilterException(String what, int position) {
        super("filter, position " + position + ": " + what);
    }
}
