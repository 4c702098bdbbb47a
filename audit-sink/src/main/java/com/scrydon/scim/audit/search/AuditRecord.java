package com.scrydon.scim.audit.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record as the API shows it. Targets and changes are stored JSON. */
record AuditRecord(@JsonIgnore long number, String id, String type, Instant occurredAt, Instant recordedAt,
        ActorView actor, @JsonRawValue String targets, String outcome, String requestId,
        @Nullable String remoteAddress, @JsonRawValue String changes, long eventSeq, Source source) {

    /** Who did it. */
    record ActorView(String kind, String id, String display) {}

    /** Where the fact stands in the log. */
    record Source(String topic, int partition, long offset) {}
}
