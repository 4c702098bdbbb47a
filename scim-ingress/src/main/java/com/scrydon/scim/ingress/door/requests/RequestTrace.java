package com.scrydon.scim.ingress.door.requests;

import com.scrydon.scim.facts.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * What identifies a request in logs and facts.
 *
 * @param requestId the client's {@code X-Request-Id}, if usable, else a new one
 * @param remoteAddress network address it came from
 */
public record RequestTrace(String requestId, String remoteAddress) {

    private static final String ATTRIBUTE = RequestTrace.class.getName();

    /** The trace that {@link RequestTraceFilter} has set. */
    public static RequestTrace of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestTrace trace
                ? trace
                : new RequestTrace("none", String.valueOf(request.getRemoteAddr()));
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Names who is behind the request. */
    public Origin by(Actor actor, UUID organisationId) {
        return new Origin(organisationId, actor, this, Set.of(), OptionalInt.empty());
    }
}
