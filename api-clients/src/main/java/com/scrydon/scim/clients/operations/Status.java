package com.scrydon.scim.clients.operations;

import java.util.Map;

/** Of one instance; what waits is that of all organisations. */
public record Status(Part relay, Outbox outbox, long parkedAccounts, long undecodableRecords,
        Map<String, Part> consumers, Part breaker, Part drift) {

    /**
     * Facts that are not in Kafka yet.
     *
     * @param oldestAgeSeconds of the oldest that can be published; 0 if there is none
     */
    public record Outbox(long rows, double oldestAgeSeconds) {}
}
