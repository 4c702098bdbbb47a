package com.scrydon.scim.ingress.door.requests;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Accepts or makes the request id, and returns it in the answer. */
public final class RequestTraceFilter extends OncePerRequestFilter {

    private static final String HEADER = "X-Request-Id";
    /** Bounded, and free of what could forge a line in a log; a raw token is none either. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:@/+=-]{1,128}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var trace = new RequestTrace(requestId(request.getHeader(HEADER)), request.getRemoteAddr());
        trace.attachTo(request);
        response.setHeader(HEADER, trace.requestId());
        chain.doFilter(request, response);
    }

    static String requestId(@Nullable String offered) {
        return offered != null && USABLE.matcher(offered).matches() && !RawTokens.in(offered)
                ? offered
                : UUID.randomUUID().toString();
    }
}
