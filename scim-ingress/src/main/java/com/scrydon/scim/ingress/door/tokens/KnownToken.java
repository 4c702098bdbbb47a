package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.ingress.door.limits.Rate;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.door.requests.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A token as its raw value was found in the store; it may be good no more.
 *
 * @param rate what it was given; the defaults where it was given none
 * @param expiresAt of this raw value: one that was rotated ends with its overlap
 */
record KnownToken(UUID id, UUID organisationId, String label, Set<Scope> scopes, Optional<Rate> rate,
        Optional<Instant> expiresAt, Optional<Instant> lastUsedAt, boolean revoked) {

    KnownToken {
        scopes = Set.copyOf(scopes);
    }

    boolean isValidAt(Instant now) {
        return !revoked && expiresAt.map(now::isBefore).orElse(true);
    }

    /** What a request with this token does, it does for the token's organisation. */
    Origin originOf(HttpServletRequest request) {
        var actor = Actor.newBuilder().setKind("token").setId(id.toString()).setDisplay(label).build();
        return RequestTrace.of(request).by(actor, organisationId).with(scopes);
    }
}
