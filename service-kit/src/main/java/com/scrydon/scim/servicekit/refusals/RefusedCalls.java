package com.scrydon.scim.servicekit.refusals;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.refusals.Refusal;
import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import com.scrydon.scim.eventlog.refusals.RefusedRequest;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.servicekit.people.ApiRefusal;
import com.scrydon.scim.servicekit.people.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes which calls of an API were refused, for the audit log (R31). Memory only: no answer waits for it. */
public final class RefusedCalls extends OncePerRequestFilter {

    /** Unlike a bad parameter, these say something about access. */
    private static final Set<Integer> STATUSES = Set.of(401, 403, 409);
    /** Around all that refuses, Spring Security included. */
    private static final int ORDER = -185;

    private final CountedApi api;
    private final RefusalLedger ledger;
    private final Clock clock;

    private RefusedCalls(CountedApi api, RefusalLedger ledger, Clock clock) {
        this.api = api;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The filter of one API of the service whose ledger it is. */
    public static FilterRegistrationBean<RefusedCalls> of(CountedApi api, RefusalLedger ledger, Clock clock) {
        var registration = new FilterRegistrationBean<>(new RefusedCalls(api, ledger, clock));
        registration.addUrlPatterns(api.base() + "/*");
        registration.setOrder(ORDER);
        return registration;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        ApiRefusal.of(request).filter(refused -> STATUSES.contains(refused.status()))
                .ifPresent(refused -> ledger.note(refusal(request, refused)));
    }

    private Refusal refusal(HttpServletRequest request, ApiRefusal refused) {
        var now = Moments.now(clock);
        var requestId = UUID.randomUUID().toString();
        var address = String.valueOf(request.getRemoteAddr());
        var path = request.getRequestURI();
        var refusedRequest = new RefusedRequest(request.getMethod(), path, api.endpointOf(path), refused.status(), null,
                refused.detail());
        return refused.person().map(person -> of(person, refusedRequest, requestId, address, now))
                .orElseGet(() -> Refusal.ofStranger(api.service(), refusedRequest, requestId, address, now));
    }

    private static Refusal of(Person person, RefusedRequest request, String requestId, String address, Instant now) {
        var actor = new Actor(person.actorKind().word(), person.id(), person.name());
        return new Refusal(person.organisationId(), person.id(), true, request,
                new FactContext(actor, requestId, null, address, now));
    }
}
