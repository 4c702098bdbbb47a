package com.scrydon.scim.console.apis;

/** A service that the console asks. */
public enum Service {
    MANAGEMENT("The management service (scim-ingress)"), OPERATIONS(
            "The operations service (provisioning-worker)"),
    AUDIT("The audit service (audit-sink)");

    private final String readable;

    Service(String readable) {
        this.readable = readable;
    }

    /** Its name at the beginning of a sentence. */
    public String readable() {
        return readable;
    }
}
