package com.scrydon.scim.worker.jobs;

import java.util.Arrays;
import java.util.Optional;

/** What a job does with each of its accounts. */
enum JobKind {
    /** Has it recomputed, whether it differs or not (R29). */
    RECOMPUTE("recompute", true),
    /** Compares what is in effect with its definition, and changes nothing. */
    DRIFT_CHECK("drift-check", false),
    /** Has it recomputed if it differs. */
    REPAIR("repair", true);

    private final String word;
    private final boolean writes;

    JobKind(String word, boolean writes) {
        this.word = word;
        this.writes = writes;
    }

    static Optional<JobKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** As the table, the API and the command line have it. */
    String word() {
        return word;
    }

    /** Whether it has anything recomputed. */
    boolean writes() {
        return writes;
    }

    /** Whether it asks how accounts differ. */
    boolean compares() {
        return this != RECOMPUTE;
    }
}
