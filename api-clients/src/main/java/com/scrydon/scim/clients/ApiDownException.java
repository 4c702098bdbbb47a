package com.scrydon.scim.clients;

/** A service does not answer, or answers that it cannot work now. */
public final class ApiDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Api api;

    ApiDownException(Api api, String what) {
        super(api.readable() + " " + what);
        this.api = api;
    }

    ApiDownException(Api api, String what, Throwable cause) {
        super(api.readable() + " " + what, cause);
        this.api = api;
    }

    /** Whose. */
    public Api api() {
        return api;
    }
}
