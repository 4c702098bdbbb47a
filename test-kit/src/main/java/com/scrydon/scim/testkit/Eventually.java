package com.scrydon.scim.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for a condition instead of sleeping: Awaitility with one set of habits. */
public final class Eventually {

    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * Runs the check, in the test's own thread, until it passes; whatever it throws counts as "not yet". After the deadline its last failure is the
     * test's, and tells how long was waited.
     */
    public static void within(Duration deadline, ThrowingRunnable check) {
        within(deadline, POLL, check);
    }

    /** The same for a check that is dear: one that asks without a pause takes the time of those for whom it waits. */
    public static void within(Duration deadline, Duration pause, ThrowingRunnable check) {
        Awaitility.await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(pause).ignoreExceptions()
                .atMost(deadline).untilAsserted(check);
    }
}
