package com.scrydon.scim.ingress.door.bodies;

import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimMedia;
import com.scrydon.scim.ingress.scim.answers.ScimResponses;
import com.scrydon.scim.ingress.scim.preconditions.OwnConditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.servicekit.door.SentBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 406, 415 and broken query parameters for everything of SCIM, in one place; a request without a body is never asked for its
 * type.
 */
public final class NegotiationFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answerType = ScimMedia.answerFor(String.join(",", Collections.list(request.getHeaders("Accept"))));
        if (answerType.isEmpty()) {
            ScimResponses.refuse(request, response, new ScimProblem.NotAcceptable());
        } else if (SentBody.isIn(request) && !readable(request)) {
            ScimResponses.refuse(request, response, new ScimProblem.UnsupportedMediaType());
        } else if (!hasReadableParameters(request)) {
            ScimResponses.refuse(request, response,
                    new ScimProblem.BadRequest("The query is not percent-encoded UTF-8"));
        } else {
            request.setAttribute(ScimAnswers.MEDIA_TYPE, answerType.get());
            answer(request, response, chain);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(new OwnConditions(request), response);
        } finally {
            ScimBodyArgument.giveBack(request);
        }
    }

    /** Compressed bodies are not read: nobody sends them, and small ones can become huge. */
    private static boolean readable(HttpServletRequest request) {
        var coding = request.getHeader("Content-Encoding");
        return ScimMedia.readable(request.getContentType())
                && (coding == null || coding.isBlank() || coding.strip().equalsIgnoreCase("identity"));
    }

    /** Tomcat reads parameters late and throws: a filter that it cannot decode must neither be ignored nor be a 500. */
    private static boolean hasReadableParameters(HttpServletRequest request) {
        try {
            var _ = request.getParameterMap();
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

}
