package com.scrydon.scim.ingress.scim.attributes;

/** Uniqueness of RFC 7643 §7. */
public enum Uniqueness {
    NONE("none"), SERVER("server");

    private final String wireName;

    Uniqueness(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
