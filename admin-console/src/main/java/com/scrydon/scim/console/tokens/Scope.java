package com.scrydon.scim.console.tokens;

/** What a token may do (R3), in the words of the page. */
enum Scope {
    USERS_READ("users:read", "Read users"), USERS_WRITE("users:write", "Create, change and deactivate users"),
    GROUPS_READ(
            "groups:read", "Read groups"),
    GROUPS_WRITE("groups:write", "Push groups and their members"), AUDIT_READ(
            "audit:read", "Read the audit log");

    private final String value;
    private final String meaning;

    Scope(String value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    public String value() {
        return value;
    }

    public String meaning() {
        return meaning;
    }

    /** An identity provider needs all but the audit log. */
    public boolean preselected() {
        return this != AUDIT_READ;
    }
}
