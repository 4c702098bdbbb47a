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
        Awaitility.await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(POLL).ignoreExceptions()
                .atMost(deadline).untilAsserted(check);
    }
}
