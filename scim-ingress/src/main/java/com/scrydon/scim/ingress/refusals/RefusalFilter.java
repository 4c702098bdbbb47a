package com.scrydon.scim.ingress.refusals;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.requests.Origin;
import com.scrydon.scim.ingress.requests.RequestTrace;
import com.scrydon.scim.ingress.wire.RefusalNotes;
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
        for (var note : RefusalNotes.of(request)) {
            ledger.note(Refusal.of(Origin.find(request), RequestTrace.of(request), note, Moments.now(clock)));
            meters.counter("scim.requests.refused", "status", Integer.toString(note.status())).increment();
        }
    }
}
