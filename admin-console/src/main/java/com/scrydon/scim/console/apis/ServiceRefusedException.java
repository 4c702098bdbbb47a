package com.scrydon.scim.console.apis;

/** A service refuses what was asked (4xx), with its reason. */
public final class ServiceRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    ServiceRefusedException(Service service, int status, String detail) {
        super(service.readable() + " refuses with " + status + ": " + detail);
        this.status = status;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    /** The reason for people, as the service gave it. */
    public String detail() {
        return detail;
    }
}
