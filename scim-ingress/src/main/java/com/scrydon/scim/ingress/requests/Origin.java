package com.scrydon.scim.ingress.requests;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * On whose behalf a request reads and changes things; a parameter of SCIM controllers.
 *
 * @param organisationId the one organisation it may see (R3)
 * @param actor token or person, as facts name them
 * @param trace of the request
 * @param scopes of the token; none for a person, whose roles are checked elsewhere
 */
public record Origin(UUID organisationId, Actor actor, RequestTrace trace, Set<Scope> scopes) {

    private static final String ATTRIBUTE = Origin.class.getName();

    public Origin {
        scopes = Set.copyOf(scopes);
    }

    /** The same origin with the scopes of its token. */
    public Origin with(Set<Scope> granted) {
        return new Origin(organisationId, actor, trace, granted);
    }

    static Origin of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Origin origin) {
            return origin;
        }
        throw new IllegalStateException("no bearer token was checked for this path");
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
