package com.scrydon.scim.ingress.scim.attributes;

/** Data types of RFC 7643 §2.3. */
public enum AttributeType {
    STRING("string"), BOOLEAN("boolean"), DATE_TIME("dateTime"), REFERENCE("reference"), BINARY("binary"),
    COMPLEX("complex");

    private final String wireName;

    AttributeType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
