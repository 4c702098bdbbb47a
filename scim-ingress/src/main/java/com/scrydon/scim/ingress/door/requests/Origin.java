package com.scrydon.scim.ingress.door.requests;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * On whose behalf a request reads and changes things; a parameter of SCIM controllers.
 *
 * @param organisationId the one organisation it may see (R3)
 * @param actor token or person, as facts name them
 * @param trace of the request
 * @param scopes of the token; none for a person, whose roles are checked elsewhere
 * @param overLimit seconds to wait, if the token is past its rate: only what takes access away may go on (R4)
 */
public record Origin(UUID organisationId, Actor actor, RequestTrace trace, Set<Scope> scopes, OptionalInt overLimit) {

    private static final String ATTRIBUTE = Origin.class.getName();

    public Origin {
        scopes = Set.copyOf(scopes);
    }

    /** The same origin with the scopes of its token. */
    public Origin with(Set<Scope> granted) {
        return new Origin(organisationId, actor, trace, granted, overLimit);
    }

    /** The same origin, for a request that came within the rate of its token or past it. */
    public Origin with(OptionalInt wait) {
        return new Origin(organisationId, actor, trace, scopes, wait);
    }

    static Origin of(HttpServletRequest request) {
        return find(request).orElseThrow(() -> new IllegalStateException("no bearer token was checked for this path"));
    }

    /** The origin of a request that named a token of ours, be it good or not. */
    public static Optional<Origin> find(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Origin origin ? Optional.of(origin) : Optional.empty();
    }

    /** Makes this the origin of the request, once its token is verified. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The context of facts decided now. */
    public FactContext at(Instant now) {
        return new FactContext(actor, trace.requestId(), null, trace.remoteAddress(), now);
    }
}
