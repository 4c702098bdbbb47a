package com.scrydon.scim.ingress.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** 406 and 415 for everything of SCIM, in one place; a request without a body is never asked for its type. */
public final class NegotiationFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answerType = ScimMedia.answerFor(request.getHeader("Accept"));
        if (answerType.isEmpty()) {
            ScimResponses.refuse(response, new ScimProblem.NotAcceptable());
        } else if (hasBody(request) && !ScimMedia.readable(request.getContentType())) {
            ScimResponses.refuse(response, new ScimProblem.UnsupportedMediaType());
        } else {
            request.setAttribute(ScimAnswers.MEDIA_TYPE, answerType.get());
            chain.doFilter(request, response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }
}
