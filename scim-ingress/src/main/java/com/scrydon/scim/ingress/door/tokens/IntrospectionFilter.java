package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.ingress.door.limits.RateLimits;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.door.requests.Scope;
import com.scrydon.scim.ingress.scim.problems.RefusalNotes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyRequests;
import com.scrydon.scim.ingress.scim.problems.StoreFailures;
import com.scrydon.scim.servicekit.problems.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /tokens/introspect} with a provisioning token in the place of a person's: what that token itself is good for. The
 * audit API asks so for tokens with {@code audit:read}; whoever holds a token learns nothing new from it. Stands
 * before Spring Security, which would take the token for a broken JWT; anything else goes on to there.
 */
final class IntrospectionFilter extends OncePerRequestFilter {

    static final String PATH = "/api/management/v1/tokens/introspect";

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionFilter.class);

    private final TokenVerifier verifier;
    private final RateLimits limits;

    IntrospectionFilter(TokenVerifier verifier, RateLimits limits) {
        this.verifier = verifier;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var raw = BearerFilter.credentials(request.getHeader("Authorization"));
        if (!request.getMethod().equals("POST") || !TokenFormat.isProvisioning(raw)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            answer(request, response, verifier.verify(raw));
        } catch (RuntimeException e) {
            LOG.warn("a token cannot be introspected, request {}: {}", RequestTrace.of(request).requestId(),
                    e.toString());
            var away = StoreFailures.problem(e);
            away.ifPresent(a -> response.setHeader("Retry-After", Integer.toString(a.retryAfterSeconds())));
            response.setStatus(away.isPresent()
                    ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                    : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    /**
     * What is not active is a failed authentication like any other, and its address is told 429 past the limit (R4). A token that is
     * active is told of from any address, so that a service that asks for many is not held up by some who show it bad ones.
     */
    private void answer(HttpServletRequest request, HttpServletResponse response, Verification verified)
            throws IOException {
        var wait = verified instanceof Verification.Valid
                ? OptionalInt.empty()
                : limits.failure(RequestTrace.of(request).remoteAddress());
        if (wait.isPresent()) {
            refuse(request, response, verified, wait.getAsInt());
        } else {
            write(response, Introspection.of(verified));
        }
    }

    /** The audit log is told, in the organisation of a token that ended. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, Verification verified,
            int seconds) throws IOException {
        if (verified instanceof Verification.Ended(var token)) {
            token.originOf(request).with(Set.<Scope>of()).attachTo(request);
        }
        RefusalNotes.note(request, new TooManyRequests(seconds));
        response.setHeader("Retry-After", Integer.toString(seconds));
        ProblemAnswer.write(response, HttpStatus.TOO_MANY_REQUESTS, "too many tokens that are not active");
    }

    private static void write(HttpServletResponse response, Introspection answer) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(answer));
    }
}
