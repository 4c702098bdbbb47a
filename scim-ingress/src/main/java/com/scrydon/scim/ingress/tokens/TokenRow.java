package com.scrydon.scim.ingress.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token as it is listed: never its raw value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenRow(UUID id, String label, List<String> scopes, String createdBy, Instant createdAt,
        @Nullable Instant expiresAt, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt) {

    TokenRow {
        scopes = List.copyOf(scopes);
    }
}
