package com.scrydon.scim.ingress.scim.patches;

/**
 * Counts what a PATCH has to do. A request has at most {@value #MOST} steps, some tenths of a second of a core; and it
 * lets others on this core in between, since virtual threads are never preempted and the row is locked meanwhile.
 */
final class PatchWork {

    /** A step is a comparison with an element, or a change of one, of up to 64 characters. */
    static final long MOST = 2_000_000;

    private static final long AT_A_STRETCH = 20_000;

    private long steps;
    private long yielded;

    @SuppressWarnings("ThreadPriorityCheck") // not relied on: it only gives virtual threads their turn
    void spend(long more) {
        steps += more;
        if (steps - yielded > AT_A_STRETCH) {
            yielded = steps;
            Thread.yield();
        }
    }

    long steps() {
        return steps;
    }

    boolean isTooMuch() {
        return steps > MOST;
    }
}
