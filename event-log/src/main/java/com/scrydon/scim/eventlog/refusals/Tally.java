package com.scrydon.scim.eventlog.refusals;

/**
 * Refusals that one fact tells.
 *
 * @param last the newest of them
 * @param count how many, 1 or more
 * @param single whether it is told by itself, with its very path
 */
record Tally(Refusal last, long count, boolean single) {

    Tally plus(Tally other) {
        return new Tally(other.last, count + other.count, false);
    }
}
