package com.scrydon.scim.ingress.tokens;

import com.scrydon.scim.ingress.requests.RequestTrace;
import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.ScimResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a SCIM request through only with a valid token that has the scope for it (R1, R3). */
public final class BearerFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);
    private static final String SCHEME = "bearer ";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final TokenVerifier verifier;

    BearerFilter(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var problem = check(request);
        if (problem.isPresent()) {
            ScimResponses.refuse(response, problem.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Checks the token and makes it the origin of the request; otherwise says what is wrong. */
    private Optional<ScimProblem> check(HttpServletRequest request) {
        try {
            var token = verifier.verify(credentials(request.getHeader("Authorization")));
            if (token.isEmpty()) {
                return Optional.of(new ScimProblem.Unauthorized());
            }
            var missing = RequiredScope.of(request.getMethod(), request.getServletPath()).stream()
                    .filter(scope -> !token.get().scopes().contains(scope)).findFirst();
            if (missing.isPresent()) {
                return Optional.of(new ScimProblem.MissingScope(missing.get().wireName()));
            }
            RequestTrace.of(request).by(token.get().actor(), token.get().organisationId())
                    .with(token.get().scopes()).attachTo(request);
            return Optional.empty();
        } catch (DataAccessException e) {
            LOG.warn("tokens cannot be checked: {}", e.toString());
            return Optional.of(new ScimProblem.Unavailable(RETRY_AFTER_SECONDS));
        }
    }

    /** What follows the scheme, which is compared in any case; empty where there is no usable header. */
    private static String credentials(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }
}
