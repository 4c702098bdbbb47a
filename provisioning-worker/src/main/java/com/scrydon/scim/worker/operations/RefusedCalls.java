package com.scrydon.scim.worker.operations;

import com.scrydon.scim.apiaccess.ApiRefusal;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.refusals.Refusal;
import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import com.scrydon.scim.eventlog.refusals.RefusedRequest;
import com.scrydon.scim.facts.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes which calls of the operations API were refused, for the audit log (R31). Memory only: no answer waits for it. */
final class RefusedCalls extends OncePerRequestFilter {

    static final String BASE = "/api/operations/v1";
    /** Unlike a bad parameter, these say something about access. */
    private static final Set<Integer> STATUSES = Set.of(401, 403, 409);
    private static final Set<String> ENDPOINTS = Set.of("breaker", "parked", "status", "undecodable", "why");

    private final RefusalLedger ledger;
    private final Clock clock;

    RefusedCalls(RefusalLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
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
        var refusedRequest = new RefusedRequest(request.getMethod(), request.getRequestURI(),
                endpoint(request.getRequestURI()), refused.status(), null, refused.detail());
        return refused.person().map(person -> of(person, refusedRequest, requestId, address, now))
                .orElseGet(() -> Refusal.ofStranger("provisioning-worker", refusedRequest, requestId, address, now));
    }

    private static Refusal of(Person person, RefusedRequest request, String requestId, String address, Instant now) {
        var actor = new Actor(person.actorKind().word(), person.id(), person.name());
        return new Refusal(person.organisationId(), person.id(), true, request,
                new FactContext(actor, requestId, null, address, now));
    }

    private static String endpoint(String path) {
        var below = path.startsWith(BASE + "/") ? path.substring(BASE.length() + 1) : "";
        int end = below.indexOf('/');
        var first = end < 0 ? below : below.substring(0, end);
        return BASE + "/" + (ENDPOINTS.contains(first) ? first : "other");
    }
}
