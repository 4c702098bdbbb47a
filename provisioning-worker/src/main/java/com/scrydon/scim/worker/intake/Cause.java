package com.scrydon.scim.worker.intake;

import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.ProvisioningTask;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Why an account is recomputed.
 *
 * @param eventId the fact that asks for it
 * @param type name of that fact
 * @param requestId the request that led there
 * @param causedAt when the cause was decided: effects report their delay from here
 */
public record Cause(UUID eventId, String type, String requestId, Instant causedAt) {

    /** For a record that tells nothing about itself. */
    public static Cause undecodable(ConsumerRecord<String, byte[]> record) {
        return unknown("undecodable", record);
    }

    /** For a record that tells something about itself that cannot be believed. */
    static Cause untrue(ConsumerRecord<String, byte[]> record) {
        return unknown("untrue", record);
    }

    private static Cause unknown(String type, ConsumerRecord<String, byte[]> record) {
        return new Cause(new UUID(0, 0), type, "unknown", Instant.ofEpochMilli(Math.max(0, record.timestamp())));
    }

    static Cause of(FactHeader header) {
        return new Cause(header.getEventId(), header.getType(), header.getRequestId(), header.getOccurredAt());
    }

    static Cause of(ProvisioningTask task) {
        return new Cause(task.getCauseEventId(), task.getCauseType(), task.getRequestId(), task.getCausedAt());
    }
}
