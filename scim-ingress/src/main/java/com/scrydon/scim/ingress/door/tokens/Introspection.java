package com.scrydon.scim.ingress.door.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.ingress.door.requests.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answer of {@code POST /tokens/introspect}; a token that is not active shows nothing but that. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Introspection(boolean active, @Nullable UUID id, @Nullable String label, @Nullable UUID organisationId,
        @Nullable List<String> scopes, @Nullable Instant expiresAt) {

    private static final Introspection INACTIVE = new Introspection(false, null, null, null, null, null);

    static Introspection of(Verification verification) {
        return switch (verification) {
            case Verification.Valid(var token) -> new Introspection(true, token.id(), token.label(),
                    token.organisationId(), token.scopes().stream().map(Scope::wireName).sorted().toList(),
                    token.expiresAt().orElse(null));
            case Verification.Ended _,Verification.Unknown _ -> INACTIVE;
        };
    }

    /** The same, unless it is another organisation's (R3). */
    Introspection seenBy(UUID organisation) {
        return organisation.equals(organisationId) ? this : INACTIVE;
    }
}
