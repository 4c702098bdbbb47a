package com.scrydon.scim.localstack.supervision;

/** A part did not come up, however often it was tried. The message ends with where to read more. */
public final class PartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartFailedException(String message) {
        super(message);
    }
}
