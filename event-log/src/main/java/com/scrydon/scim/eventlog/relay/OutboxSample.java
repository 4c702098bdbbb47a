package com.scrydon.scim.eventlog.relay;

import java.time.Duration;
import java.util.Optional;

/**
 * What waits in an outbox, as seen at one moment.
 *
 * @param rows facts that are not in the log yet, those of parked keys included; counted to a million and one, or to what
 *     anybody judges by if that is more
 * @param oldestAge since the decision of the oldest fact that can be published, zero if there is none; parked keys are
 *     left out, since they wait for an operator, not for the relay
 * @param parkedKeys keys of which the log refused a fact for good
 * @param gateClosedBecause why the write gate is closed; empty while it is open
 * @param kept published facts that the audit index had not passed when it was last asked (each 5 s, under load each minute),
 *     counted to 100,000
 * @param keptAge since the oldest of them was published, zero if there is none
 */
public record OutboxSample(long rows, Duration oldestAge, long parkedKeys, Optional<String> gateClosedBecause,
        long kept,
        Duration keptAge) {

    /** About what a Postgres holds without being noticed, and what an operator wants to know of in time. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Whether an operator must look after the audit index: it holds up what Postgres could forget (R28b). */
    public boolean indexBehind() {
        return kept >= OutboxWatch.KEPT_COUNTED || keptAge.compareTo(PATIENCE) > 0;
    }
}
