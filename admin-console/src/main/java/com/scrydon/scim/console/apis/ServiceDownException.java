package com.scrydon.scim.console.apis;

/** A service does not answer, or answers that it cannot work now. */
public final class ServiceDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Service service;

    ServiceDownException(Service service, String reason, Throwable cause) {
        super(service.readable() + " does not answer: " + reason, cause);
        this.service = service;
    }

    ServiceDownException(Service service, int status) {
        super(service.readable() + " answers " + status);
        this.service = service;
    }

    public Service service() {
        return service;
    }
}
