package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.door.SentBody;
import com.scrydon.scim.servicekit.problems.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What no call of the three APIs may be, whoever calls: one that takes no JSON, a form, or with parameters that cannot be decoded.
 * Tomcat reads parameters late and throws, with what was sent in the message; so they are read here, where that is a 400 and nothing is
 * logged.
 */
final class CallFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!takesJson(request)) {
            ProblemAnswer.write(response, HttpStatus.NOT_ACCEPTABLE, "answers are application/json");
        } else if (SentBody.isIn(request) && !isJson(request.getContentType())) {
            ProblemAnswer.write(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json");
        } else if (!hasReadableParameters(request)) {
            ProblemAnswer.write(response, HttpStatus.BAD_REQUEST, "the query is not percent-encoded UTF-8");
        } else {
            chain.doFilter(new TakesJson(request), response);
        }
    }

    /** Before anything is changed: a token whose value nobody was shown would be lost. A DELETE has no answer to take. */
    private static boolean takesJson(HttpServletRequest request) {
        try {
            var accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
            return accepted.isEmpty() || request.getMethod().equals("DELETE") || accepted.stream()
                    .anyMatch(type -> type.getQualityValue() > 0 && MediaType.APPLICATION_JSON.isCompatibleWith(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static boolean isJson(String type) {
        try {
            return type != null && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static boolean hasReadableParameters(HttpServletRequest request) {
        try {
            var _ = request.getParameterMap();
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }
}
