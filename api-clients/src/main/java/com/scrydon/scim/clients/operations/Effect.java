package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fact by which a membership came into effect or ended, and what it followed from. */
public record Effect(UUID eventId, String type, Instant occurredAt, String requestId, @Nullable UUID causeEventId,
        @Nullable Cause cause) {

    /** The fact behind it, once the audit index has it. */
    public record Cause(String type, Instant occurredAt, String actorKind, String actorId, String actorDisplay,
            JsonNode targets) {}
}
