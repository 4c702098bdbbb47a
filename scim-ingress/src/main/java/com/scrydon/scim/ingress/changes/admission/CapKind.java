package com.scrydon.scim.ingress.changes.admission;

/** What is counted in shards. */
public enum CapKind {
    USERS("users"), GROUPS("groups"), TEAMS("teams");

    private final String wireName;

    CapKind(String wireName) {
        this.wireName = wireName;
    }

    /** As the store and answers write it. */
    String wireName() {
        return wireName;
    }
}
