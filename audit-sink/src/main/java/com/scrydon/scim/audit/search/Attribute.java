package com.scrydon.scim.audit.search;

import java.util.Arrays;
import java.util.Optional;

/** What records can be filtered by (R32). */
enum Attribute {
    TYPE("type"), ACTOR_ID("actor.id"), ACTOR_DISPLAY("actor.display"), TARGET("target"), OCCURRED_AT(
            "occurredAt"),
    REQUEST_ID("requestId"), OUTCOME("outcome");

    private final String path;

    Attribute(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** Attribute names are compared without regard to case, as in SCIM. */
    static Optional<Attribute> named(String path) {
        return Arrays.stream(values()).filter(a -> a.path.equalsIgnoreCase(path)).findFirst();
    }
}
