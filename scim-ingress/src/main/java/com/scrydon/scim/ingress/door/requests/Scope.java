package com.scrydon.scim.ingress.door.requests;

import java.util.Arrays;
import java.util.Optional;

/** What a token may be used for (R3). */
public enum Scope {
    USERS_READ("users:read"), USERS_WRITE("users:write"), GROUPS_READ("groups:read"), GROUPS_WRITE("groups:write"),
    AUDIT_READ("audit:read");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    /** As tokens, answers and the management API write it. */
    public String wireName() {
        return wireName;
    }

    /** The scope of this name, if there is one. */
    public static Optional<Scope> named(String name) {
        return Arrays.stream(values()).filter(scope -> scope.wireName.equals(name)).findFirst();
    }
}
