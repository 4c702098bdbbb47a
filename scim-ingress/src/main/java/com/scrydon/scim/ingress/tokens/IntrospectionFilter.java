package com.scrydon.scim.ingress.tokens;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /tokens/introspect} with a provisioning token in the place of a person's: what that token itself is good for. The
 * audit API asks so for tokens with {@code audit:read} (decision 11); whoever holds a token learns nothing new from it. Stands
 * before Spring Security, which would take the token for a broken JWT; anything else goes on to there.
 */
final class IntrospectionFilter extends OncePerRequestFilter {

    static final String PATH = "/api/management/v1/tokens/introspect";

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionFilter.class);

    private final TokenVerifier verifier;

    IntrospectionFilter(TokenVerifier verifier) {
        this.verifier = verifier;
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
            write(response, Introspection.of(verifier.verify(raw)));
        } catch (DataAccessException e) {
            LOG.warn("a token cannot be introspected: {}", e.toString());
            response.setHeader("Retry-After", Integer.toString(BearerFilter.RETRY_AFTER_SECONDS));
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static void write(HttpServletResponse response, Introspection answer) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(answer));
    }
}
