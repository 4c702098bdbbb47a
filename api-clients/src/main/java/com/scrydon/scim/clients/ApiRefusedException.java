package com.scrydon.scim.clients;

/** A service refuses what was asked (3xx or 4xx), with its reason. */
public final class ApiRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    ApiRefusedException(Api api, int status, String detail) {
        super(api.readable() + " refuses with " + status + ": " + detail);
        this.status = status;
        this.detail = detail;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** The reason for people, as the service gave it. */
    public String detail() {
        return detail;
    }
}
