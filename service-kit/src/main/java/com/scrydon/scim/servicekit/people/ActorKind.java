package com.scrydon.scim.servicekit.people;

/** What a caller of the three APIs is, as actors of facts name it. */
public enum ActorKind {
    PERSON("person"), TOKEN("token");

    private final String word;

    ActorKind(String word) {
        this.word = word;
    }

    /** The word in facts and in the audit log. */
    public String word() {
        return word;
    }
}
