package com.scrydon.scim.audit.entries;

/** What a target is. */
public enum Kind {
    ACCOUNT("account"), GROUP("group"), TEAM("team"), TOKEN("token"), ORGANISATION("organisation"), REQUEST("request");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The word in the table and in answers. */
    public String word() {
        return word;
    }
}
