package com.scrydon.scim.eventlog.relay;

import java.time.Duration;
import java.util.Optional;

/**
 * What waits in an outbox, as seen at one moment.
 *
 * @param rows facts that are not in the log yet, those of parked keys included
 * @param oldestAge since the decision of the oldest fact that can be published, zero if there is none; parked keys are
 *     left out, since they wait for an operator, not for the relay
 * @param parkedKeys keys of which the log refused a fact for good
 * @param gateClosedBecause why the write gate is closed; empty while it is open
 */
public record OutboxSample(long rows, Duration oldestAge, long parkedKeys, Optional<String> gateClosedBecause) {}
