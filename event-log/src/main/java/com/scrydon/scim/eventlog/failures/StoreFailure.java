package com.scrydon.scim.eventlog.failures;

import com.scrydon.scim.supervision.Concern;

/**
 * What an exception from the store, the log or the registry means. The kinds are those that some caller treats differently; what
 * one does with a kind is its own business, in a switch without {@code default} ({@code docs/decisions/036-failures-once.md}).
 */
public sealed interface StoreFailure {

    /** No connection, no answer, or nothing can be done there for now: nothing is wrong with what was asked, and it may work later. */
    record Away() implements StoreFailure {}

    /** Somebody held a lock for longer than {@code lock_timeout}. Worth another try later; at once it would wait as long again. */
    record Locked() implements StoreFailure {}

    /** Ended to let another change through: a deadlock, or a failed serialization. Worth another try at once. */
    record Overtaken() implements StoreFailure {}

    /** Ended by the bound on a statement's time: too much was asked for, or the store is busy. */
    record TooSlow() implements StoreFailure {}

    /**
     * Nothing may be written into this Postgres, or not yet.
     *
     * @param retryAfterSeconds when it is worth trying again
     */
    record GateClosed(int retryAfterSeconds) implements StoreFailure {}

    /**
     * The same content fails for ever.
     *
     * @param what is wrong with it, in the words of whoever refused it; may quote the content
     */
    record Data(String what) implements StoreFailure {}

    /**
     * Postgres cannot run the statement whatever its data are, or the schema is not pinned: a table, a right or a step of the deployment
     * is missing, or a page is damaged. Fails until a person has mended it, and works then.
     */
    record Broken() implements StoreFailure {}

    /** Nothing of the above: a mistake in the code. */
    record Bug() implements StoreFailure {}

    /** What it asks of people where it is tried again and again. */
    default Concern concern() {
        return switch (this) {
            case Away(),Locked(),Overtaken(),TooSlow() -> Concern.HEALS_ITSELF;
            case GateClosed _,Data _,Broken(),Bug() -> Concern.NEEDS_YOU;
        };
    }

    /** Looks through the causes, too. */
    static StoreFailure of(Throwable thrown) {
        return Classification.of(thrown);
    }
}
