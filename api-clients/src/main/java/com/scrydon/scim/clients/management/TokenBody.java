package com.scrydon.scim.clients.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token to be made; what is null is the default of the service. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenBody(String label, List<String> scopes, @Nullable Instant expiresAt, @Nullable Integer ratePerSecond,
        @Nullable Integer burst) {

    /** Without an end, at the service's rate. */
    public TokenBody(String label, List<String> scopes) {
        this(label, scopes, null, null, null);
    }
}
