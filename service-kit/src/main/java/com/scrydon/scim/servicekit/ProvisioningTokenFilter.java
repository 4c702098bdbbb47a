package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.people.ApiRefusal;
import com.scrydon.scim.servicekit.people.Introspector;
import com.scrydon.scim.servicekit.problems.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets provisioning tokens with the scope {@code audit:read} read the audit API (R3), beside the JWTs of persons. */
final class ProvisioningTokenFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ProvisioningTokenFilter.class);
    private static final String PREFIX = "bearer scrydon_scim_";
    private static final int SCHEME = "bearer ".length();
    private static final String SCOPE = "audit:read";
    private static final String LACKS_SCOPE = "the token lacks the scope " + SCOPE;
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Introspector introspector;

    ProvisioningTokenFilter(Introspector introspector) {
        this.introspector = introspector;
    }

    /** Whether the request shows a provisioning token, which is no JWT and must not be read as one. */
    static boolean isShownBy(HttpServletRequest request) {
        return isProvisioning(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    private static boolean isProvisioning(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !isProvisioning(header)) {
            chain.doFilter(request, response);
            return;
        }
        Introspector.Holder holder;
        try {
            holder = introspector.ask(header.substring(SCHEME).strip());
        } catch (IOException e) {
            LOG.warn("a provisioning token cannot be checked: {}", e.toString());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            ProblemAnswer.write(response, HttpStatus.SERVICE_UNAVAILABLE,
                    "the token cannot be checked now; try again later");
            return;
        }
        holder.person().ifPresent(person -> ApiRefusal.by(request, person));
        if (holder.person().isPresent() && !holder.scopes().contains(SCOPE)) {
            ApiRefusal.note(request, HttpStatus.FORBIDDEN.value(), LACKS_SCOPE);
            ProblemAnswer.write(response, HttpStatus.FORBIDDEN, LACKS_SCOPE);
            return;
        }
        // Without a person it goes on as nobody, and is a 401 like any other.
        holder.person().ifPresent(person -> {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }
}
