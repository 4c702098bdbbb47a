package com.scrydon.scim.supervision;

/**
 * What a part of a service says of its own state, in the same words wherever it is told: health, status, logs, console and command line. A
 * sealed family of states implements it by one exhaustive switch a method.
 */
public interface PartState {

    /** One or two words in lower case, without numbers or reasons: {@code running}, {@code standing by}. */
    String word();

    /** What belongs to the word: numbers, the reason, what to do; empty if the word says all. */
    String details();

    /** Whether somebody has to do something about it. */
    Concern concern();

    /** Word and details, for a line. */
    default String words() {
        return details().isEmpty() ? word() : word() + ": " + details();
    }
}
