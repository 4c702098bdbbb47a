package com.scrydon.scim.clients;

import java.net.URI;

/** An API of the product, and the service that has it. */
public enum Api {
    MANAGEMENT("/api/management/v1", "The management service (scim-ingress)"),
    OPERATIONS("/api/operations/v1", "The operations service (provisioning-worker)"),
    AUDIT("/audit/v1", "The audit service (audit-sink)");

    private final String path;
    private final String readable;

    Api(String path, String readable) {
        this.path = path;
        this.readable = readable;
    }

    /** Where it is on its server. */
    public String path() {
        return path;
    }

    /** Its service at the beginning of a sentence. */
    public String readable() {
        return readable;
    }

    /** Where its calls go: a URL without a path gets the API's own, any other is taken as it is. */
    public URI at(URI url) {
        return at(url, path);
    }

    /** The URL with this path, unless it has one of its own. */
    public static URI at(URI url, String path) {
        return url.getPath().isEmpty() || "/".equals(url.getPath()) ? url.resolve(path) : url;
    }
}
