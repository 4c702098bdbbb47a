package com.scrydon.scim.ingress.tokens;

import java.util.Arrays;
import java.util.Optional;

/** What a token may be used for (R3). */
enum Scope {
    USERS_READ("users:read"), USERS_WRITE("users:write"), GROUPS_READ("groups:read"), GROUPS_WRITE("groups:write"),
    AUDIT_READ("audit:read");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<Scope> named(String name) {
        return Arrays.stream(values()).filter(scope -> scope.wireName.equals(name)).findFirst();
    }
}
