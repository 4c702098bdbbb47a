package com.scrydon.scim.ingress.tokens;

import java.util.Arrays;
import java.util.Optional;

/** What a token may do (R3). */
enum Scope {
    USERS_READ("users:read"), USERS_WRITE("users:write"), GROUPS_READ("groups:read"), GROUPS_WRITE("groups:write"),
    AUDIT_READ("audit:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static Optional<Scope> parse(String text) {
        return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
    }

    /** The scope that a method on a path below the SCIM base needs; empty for discovery, which any token may read. */
    static Optional<Scope> needed(String method, String pathBelowBase) {
        boolean read = method.equals("GET") || method.equals("HEAD") || pathBelowBase.endsWith("/.search");
        if (pathBelowBase.startsWith("/Users")) {
            return Optional.of(read ? USERS_READ : USERS_WRITE);
        }
        if (pathBelowBase.startsWith("/Groups")) {
            return Optional.of(read ? GROUPS_READ : GROUPS_WRITE);
        }
        return Optional.empty();
    }
}
