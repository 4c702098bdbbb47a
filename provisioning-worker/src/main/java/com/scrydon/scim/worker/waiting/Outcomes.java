package com.scrydon.scim.worker.waiting;

import java.util.BitSet;

/** Outcomes of the last so many recomputed accounts, and how many of them failed. Not thread-safe. */
final class Outcomes {

    private final int size;
    private BitSet failed = new BitSet();
    private int next;

    Outcomes(int size) {
        this.size = size;
    }

    /** Adds outcomes, the failures last; the oldest fall out. */
    void add(int succeeded, int failures) {
        for (int i = 0; i < Math.min(succeeded, size); i++) {
            put(false);
        }
        for (int i = 0; i < Math.min(failures, size); i++) {
            put(true);
        }
    }

    private void put(boolean failure) {
        failed.set(next, failure);
        next = (next + 1) % size;
    }

    int failures() {
        return failed.cardinality();
    }

    /** How many would have failed, had these been added. */
    int failuresWith(int succeeded, int failures) {
        var copy = new Outcomes(size);
        copy.failed = (BitSet) failed.clone();
        copy.next = next;
        copy.add(succeeded, failures);
        return copy.failures();
    }

    void clear() {
        failed.clear();
    }
}
