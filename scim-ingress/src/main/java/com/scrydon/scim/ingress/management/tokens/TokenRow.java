package com.scrydon.scim.ingress.management.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is listed: never its raw value.
 *
 * @param ratePerSecond 0 without a limit; null for the service's default
 * @param previousValidUntil how long the raw value from before the last rotation is good, if it was ever rotated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenRow(UUID id, String label, List<String> scopes, @Nullable Integer ratePerSecond, @Nullable Integer burst,
        String createdBy, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt,
        @Nullable Instant rotatedAt, @Nullable Instant previousValidUntil, @Nullable Instant revokedAt) {

    TokenRow {
        scopes = List.copyOf(scopes);
    }

    OwnRate rate() {
        return new OwnRate(ratePerSecond, burst);
    }

    TokenRow limitedTo(OwnRate rate) {
        return new TokenRow(id, label, scopes, rate.ratePerSecond(), rate.burst(), createdBy, createdAt, expiresAt,
                lastUsedAt, rotatedAt, previousValidUntil, revokedAt);
    }
}
