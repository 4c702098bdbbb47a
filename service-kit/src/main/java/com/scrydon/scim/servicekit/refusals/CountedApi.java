package com.scrydon.scim.servicekit.refusals;

import java.util.Set;

/**
 * An API whose refusals are counted by few endpoints, whatever paths strangers make up.
 *
 * @param service that answers, such as {@code audit-sink}
 * @param base path without a slash at its end
 * @param endpoints first segments below the base; any other is counted as {@code other}
 */
public record CountedApi(String service, String base, Set<String> endpoints) {

    public CountedApi {
        endpoints = Set.copyOf(endpoints);
    }

    /** The endpoint that a path is at or below. */
    String endpointOf(String path) {
        var below = path.startsWith(base + "/") ? path.substring(base.length() + 1) : "";
        int end = below.indexOf('/');
        var first = end < 0 ? below : below.substring(0, end);
        return base + "/" + (endpoints.contains(first) ? first : "other");
    }
}
