package com.scrydon.scim.ingress.scim.attributes;

/** When an attribute is returned, RFC 7643 §7. */
public enum Returned {
    ALWAYS("always"), NEVER("never"), DEFAULT("default");

    private final String wireName;

    Returned(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
