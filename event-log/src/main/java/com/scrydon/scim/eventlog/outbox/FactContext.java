package com.scrydon.scim.eventlog.outbox;

import com.scrydon.scim.facts.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who causes the facts of a transaction, when and why.
 *
 * @param actor token, person or system
 * @param requestId id of the request, at most 128 characters
 * @param causeEventId the fact that these follow from, if any
 * @param remoteAddress network address of the request, if any
 * @param occurredAt the moment of the decision
 */
public record FactContext(Actor actor, String requestId, @Nullable UUID causeEventId, @Nullable String remoteAddress,
        Instant occurredAt) {}
