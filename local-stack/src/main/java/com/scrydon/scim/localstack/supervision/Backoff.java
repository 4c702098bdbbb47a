package com.scrydon.scim.localstack.supervision;

import java.time.Duration;

/**
 * How long to wait before the next start: half a second, doubled with each failure in a row, at most ten seconds. Tests that kill on
 * purpose wait less: {@code -Dscim.restart.longest-pause-millis}.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration
            .ofMillis(Long.getLong("scim.restart.longest-pause-millis", 10_000));

    private Backoff() {}

    /** Answers the wait after so many failures in a row, at least 1. */
    static Duration after(int failures) {
        int doublings = Math.min(failures - 1, 10);
        var wait = FIRST.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
