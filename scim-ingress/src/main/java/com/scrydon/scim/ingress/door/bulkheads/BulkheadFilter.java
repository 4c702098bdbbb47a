package com.scrydon.scim.ingress.door.bulkheads;

import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimResponses;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unavailable;
import com.scrydon.scim.servicekit.shares.Need;
import com.scrydon.scim.servicekit.shares.Shares;
import com.scrydon.scim.servicekit.shares.Work;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** From here on a SCIM request works for the organisation of its token; lists wait for room. */
final class BulkheadFilter extends OncePerRequestFilter {

    private final AnswerRoom answers;

    BulkheadFilter(AnswerRoom answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var need = Needs.ofScim(request);
        Origin.find(request).ifPresent(origin -> new Work(origin.organisationId(), need).begin());
        try {
            if (need == Need.SLOW && !answers.enter(request)) {
                ScimResponses.refuse(request, response, new Unavailable(Shares.AGAIN_SECONDS));
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            answers.leave(request);
        }
    }
}
