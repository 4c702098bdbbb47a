package com.scrydon.scim.worker.waiting;

import java.time.Duration;

/**
 * How much is parked.
 *
 * @param oldestAge since the account that waits longest was parked; zero if none is
 */
public record ParkedSummary(long accounts, Duration oldestAge) {

    /** Nothing known yet, or nothing parked. */
    public static final ParkedSummary NOTHING = new ParkedSummary(0, Duration.ZERO);
}
