package com.scrydon.scim.clients.management;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token; its raw value is not known any more (R2). */
public record Token(UUID id, String label, List<String> scopes, @Nullable Integer ratePerSecond,
        @Nullable Integer burst, String createdBy, Instant createdAt, @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt, @Nullable Instant rotatedAt, @Nullable Instant previousValidUntil,
        @Nullable Instant revokedAt) {}
