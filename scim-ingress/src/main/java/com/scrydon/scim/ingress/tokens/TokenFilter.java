package com.scrydon.scim.ingress.tokens;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.ingress.wire.Caller;
import com.scrydon.scim.ingress.wire.IngressProperties;
import com.scrydon.scim.ingress.wire.RequestIds;
import com.scrydon.scim.ingress.wire.ScimAnswers;
import com.scrydon.scim.ingress.wire.ScimProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets SCIM requests through that bear a usable token with the needed scope (R1, R3); discovery needs one, too. */
@Component
public class TokenFilter extends OncePerRequestFilter {

    /** Request attribute that holds the {@link Caller}. */
    public static final String CALLER = "scim.caller";

    private static final Logger LOG = LoggerFactory.getLogger(TokenFilter.class);
    private static final String SCHEME = "bearer ";

    private final Tokens tokens;

    TokenFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(IngressProperties.BASE_PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Token> token;
        try {
            token = bearer(request).flatMap(tokens::check);
        } catch (DataAccessException e) {
            LOG.error("tokens cannot be checked", e);
            response.setHeader("Retry-After", "5");
            refuse(response, new ScimProblem(503, null, "the directory is not available; retry in a few seconds"));
            return;
        }
        if (token.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, new ScimProblem(401, null, "the token is missing, unknown, expired or revoked"));
            return;
        }
        var path = request.getRequestURI().substring(IngressProperties.BASE_PATH.length());
        var needed = Scope.needed(request.getMethod(), path);
        if (needed.isPresent() && !token.get().scopes().contains(needed.get().text())) {
            refuse(response, new ScimProblem(403, null, "the token lacks the scope " + needed.get().text()));
            return;
        }
        request.setAttribute(CALLER, caller(token.get(), request));
        chain.doFilter(request, response);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(header.substring(SCHEME.length()).trim())
                : Optional.empty();
    }

    private static Caller caller(Token token, HttpServletRequest request) {
        return new Caller(token.organisationId(), new Actor("token", token.id().toString(), token.label()),
                RequestIds.of(request), request.getRemoteAddr());
    }

    private static void refuse(HttpServletResponse response, ScimProblem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(ScimAnswers.SCIM.toString());
        response.getOutputStream().write(
                ScimAnswers.errorBody(problem).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
