package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.ingress.door.limits.RateLimits;
import com.scrydon.scim.ingress.door.requests.Recheck;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.door.requests.Scope;
import com.scrydon.scim.ingress.scim.answers.ScimResponses;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyRequests;
import com.scrydon.scim.ingress.scim.problems.StoreFailures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a SCIM request through only with a valid token that has the scope for it and is within its rate (R1, R3, R4). */
public final class BearerFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);
    private static final String SCHEME = "bearer ";

    private final TokenVerifier verifier;
    private final RateLimits limits;

    BearerFilter(TokenVerifier verifier, RateLimits limits) {
        this.verifier = verifier;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var problem = check(request);
        if (problem.isPresent()) {
            ScimResponses.refuse(request, response, problem.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Checks the token and makes it the origin of the request; otherwise says what is wrong. */
    private Optional<ScimProblem> check(HttpServletRequest request) {
        var raw = credentials(request.getHeader("Authorization"));
        Recheck.attach(request, () -> verifier.verify(raw) instanceof Verification.Valid);
        try {
            return switch (verifier.verify(raw)) {
                case Verification.Valid(var token) -> admit(request, token);
                case Verification.Ended(var token) -> {
                    token.originOf(request).with(Set.<Scope>of()).attachTo(request);
                    yield Optional.of(failed(request));
                }
                case Verification.Unknown() -> Optional.of(failed(request));
            };
        } catch (RuntimeException e) {
            // A line and no stack: strangers decide how many of these there are.
            LOG.warn("tokens cannot be checked, request {}: {}", RequestTrace.of(request).requestId(), e.toString());
            return Optional.of(unchecked(request, e));
        }
    }

    private static ScimProblem unchecked(HttpServletRequest request, RuntimeException e) {
        var away = StoreFailures.problem(e);
        return away.isPresent() ? away.get() : new ScimProblem.Internal(RequestTrace.of(request).requestId());
    }

    /** 401, or 429 once the address has failed too often. */
    private ScimProblem failed(HttpServletRequest request) {
        var wait = limits.failure(RequestTrace.of(request).remoteAddress());
        return wait.isPresent() ? new TooManyRequests(wait.getAsInt()) : new ScimProblem.Unauthorized();
    }

    private Optional<ScimProblem> admit(HttpServletRequest request, KnownToken token) {
        var wait = limits.request(token.id(), token.rate());
        token.originOf(request).with(wait).attachTo(request);
        var scopes = RequiredScope.of(request.getMethod(), request.getServletPath());
        var missing = scopes.stream().filter(scope -> !token.scopes().contains(scope)).findFirst();
        return wait.isPresent() && !mayTakeAccessAway(request)
                ? Optional.of(new TooManyRequests(wait.getAsInt()))
                : missing.map(scope -> new ScimProblem.MissingScope(scope.wireName()));
    }

    /** Whether only the working out of the change can tell; what it finds goes on past the limit or is refused there. */
    private static boolean mayTakeAccessAway(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "DELETE", "PATCH", "PUT" -> true;
            case "POST" -> !request.getServletPath().endsWith(RequiredScope.SEARCH);
            default -> false;
        };
    }

    /** What follows the scheme, which is compared in any case; empty where there is no usable header. */
    static String credentials(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }
}
