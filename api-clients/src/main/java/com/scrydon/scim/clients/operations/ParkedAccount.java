package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account whose recomputation failed on its own data. */
public record ParkedAccount(UUID accountId, String cause, @Nullable String stack, int attempts, Instant parkedAt,
        Instant failedAt, Instant nextAttemptAt, @Nullable String causeType, @Nullable UUID causeEventId,
        @Nullable String requestId, @Nullable Instant causedAt) {}
