package com.scrydon.scim.console.auditlogs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record as the audit API shows it. */
record RecordView(String id, String type, Instant occurredAt, Subject actor, List<Subject> targets, String outcome,
        String requestId, @Nullable String remoteAddress, JsonNode changes, Source source) {

    /** Actor or target. */
    record Subject(String kind, String id, String display) {}

    /** Where the fact stands in the log. */
    record Source(String topic, int partition, long offset) {}

    public List<ChangeLine> lines() {
        return ChangeLine.of(changes);
    }

    public boolean refused() {
        return "refused".equals(outcome);
    }

    /** All of the changes, for the curious. */
    public String changesAsJson() {
        return changes.toPrettyString();
    }
}
