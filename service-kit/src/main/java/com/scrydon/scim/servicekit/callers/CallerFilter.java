package com.scrydon.scim.servicekit.callers;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ProblemAnswer;
import com.scrydon.scim.servicekit.shares.Need;
import com.scrydon.scim.servicekit.shares.Shares;
import com.scrydon.scim.servicekit.shares.Work;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * From here on a call works for the organisation of its caller, whom Spring Security has let in, and is counted against their rate. A call that
 * takes something away passes (R4).
 */
public final class CallerFilter extends OncePerRequestFilter {

    /** A page of records, as rows and as JSON. */
    private static final long BYTES_EACH = 8L << 20;
    private static final int LEAST = 8;
    private static final int MOST_WAITING = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Shares answers = new Shares(
            Math.max(LEAST, Math.toIntExact(Runtime.getRuntime().maxMemory() / BYTES_EACH)), 0, MOST_WAITING);
    private final CallerRates rates;
    private final Supplier<Optional<Person>> caller;

    /** @param caller of the running call, if it is known who it is */
    public CallerFilter(CallerRates rates, Supplier<Optional<Person>> caller) {
        this.rates = rates;
        this.caller = caller;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var person = caller.get();
        var need = need(request);
        var wait = person.map(rates::call).filter(seconds -> seconds.isPresent() && need != Need.REMOVAL);
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(wait.get().getAsInt()));
            ProblemAnswer.write(response, HttpStatus.TOO_MANY_REQUESTS, "too many calls; try again later");
            return;
        }
        if (person.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var work = new Work(person.get().organisationId(), need);
        work.begin();
        if (need == Need.SLOW) {
            read(work, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What is shown is in memory for as long as the caller reads. */
    private void read(Work work, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var share = answers.take(work.owner(), 1, work.need(), PATIENCE);
        if (share.isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Shares.AGAIN_SECONDS));
            ProblemAnswer.write(response, HttpStatus.SERVICE_UNAVAILABLE,
                    "too many calls of the organisation at once; try again later");
            return;
        }
        try (var _ = share.get()) {
            chain.doFilter(request, response);
        }
    }

    /** Whatever an API shows it searches for. */
    private static Need need(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Need.SLOW;
            case "DELETE" -> Need.REMOVAL;
            default -> Need.SHORT;
        };
    }
}
