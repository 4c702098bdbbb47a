package com.scrydon.scim.clients.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What happened. */
public record AuditRecord(UUID id, String type, Instant occurredAt, Instant recordedAt, Subject actor,
        List<Subject> targets, String outcome, String requestId, @Nullable String remoteAddress, JsonNode changes,
        long eventSeq, Source source) {

    /** Actor or target. */
    public record Subject(String kind, String id, String display) {}

    /** Where the fact stands in the log. */
    public record Source(String topic, int partition, long offset) {}
}
