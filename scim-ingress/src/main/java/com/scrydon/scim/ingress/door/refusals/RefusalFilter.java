package com.scrydon.scim.ingress.door.refusals;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.refusals.Refusal;
import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.scim.problems.RefusalNote;
import com.scrydon.scim.ingress.scim.problems.RefusalNotes;
import com.scrydon.scim.servicekit.people.ApiRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes, once a request is answered, what of it was refused. Memory only: no answer waits for it. */
final class RefusalFilter extends OncePerRequestFilter {

    private final RefusalLedger ledger;
    private final MeterRegistry meters;
    private final Clock clock;

    RefusalFilter(RefusalLedger ledger, MeterRegistry meters, Clock clock) {
        this.ledger = ledger;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        var trace = RequestTrace.of(request);
        for (var note : RefusalNotes.of(request)) {
            note(Refusals.of(Origin.find(request), trace, note, Moments.now(clock)));
        }
        ApiRefusal.of(request).ifPresent(refused -> RefusalNote
                .ofManagement(request.getMethod(), request.getServletPath(), refused.status(), refused.detail())
                .ifPresent(note -> note(Refusals.of(refused, trace, note, Moments.now(clock)))));
    }

    private void note(Refusal refusal) {
        ledger.note(refusal);
        meters.counter("scim.requests.refused", "status", Integer.toString(refusal.request().status())).increment();
    }
}
