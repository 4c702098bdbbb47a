package com.scrydon.scim.ingress.tokens;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.ingress.requests.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A token that is known and not revoked; it may still have expired. */
record VerifiedToken(UUID id, UUID organisationId, String label, Set<Scope> scopes, Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    VerifiedToken {
        scopes = Set.copyOf(scopes);
    }

    boolean isValidAt(Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    Actor actor() {
        return Actor.newBuilder().setKind("token").setId(id.toString()).setDisplay(label).build();
    }
}
