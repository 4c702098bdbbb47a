package com.scrydon.scim.audit.entries;

/** Whether what was asked for was done. */
public enum Outcome {
    SUCCESS("success"), REFUSED("refused");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word in the table and in answers. */
    public String word() {
        return word;
    }
}
