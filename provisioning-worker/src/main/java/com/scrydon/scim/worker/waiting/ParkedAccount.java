package com.scrydon.scim.worker.waiting;

import java.time.Instant;
import java.util.UUID;

/**
 * A parked account, for operators.
 *
 * @param cause the innermost failure in one line
 * @param stack exceptions and frames, at most 4 KiB
 * @param attempts failed so far
 * @param nextAttemptAt when it is tried again by itself
 */
public record ParkedAccount(UUID accountId, String cause, String stack, int attempts,
        Instant parkedAt, Instant failedAt, Instant nextAttemptAt, String causeType, UUID causeEventId,
        String requestId, Instant causedAt) {}
