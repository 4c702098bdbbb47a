package com.scrydon.scim.ingress.door.pulse;

import com.scrydon.scim.ingress.scim.answers.ScimResponses;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.schemas.ScimUrns;
import com.scrydon.scim.servicekit.problems.ProblemAnswer;
import com.scrydon.scim.servicekit.problems.RetryAfter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** While Postgres is silent nothing waits for it: 503 with {@code Retry-After}, whoever asks (R15). */
final class StoreAwayFilter extends OncePerRequestFilter {

    private final StorePulse pulse;

    StoreAwayFilter(StorePulse pulse) {
        this.pulse = pulse;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!pulse.isAway()) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith(ScimUrns.BASE_PATH)) {
            ScimResponses.refuse(request, response, new ScimProblem.Unavailable(RetryAfter.STORE_AWAY_SECONDS));
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RetryAfter.STORE_AWAY_SECONDS));
            ProblemAnswer.write(response, HttpStatus.SERVICE_UNAVAILABLE, "try again later");
        }
    }
}
