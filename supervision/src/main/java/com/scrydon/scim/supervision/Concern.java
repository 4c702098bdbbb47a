package com.scrydon.scim.supervision;

/** What a state asks of the people who run the service. */
public enum Concern {

    /** Nothing: all is as it is meant to be. */
    NONE("fine"),
    /** Nothing but patience: it passes when what it waits for is back. */
    HEALS_ITSELF("heals itself"),
    /** An act: it stays until somebody does something. */
    NEEDS_YOU("needs you");

    private final String words;

    Concern(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
