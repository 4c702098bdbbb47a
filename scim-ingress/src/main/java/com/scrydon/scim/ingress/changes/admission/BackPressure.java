package com.scrydon.scim.ingress.changes.admission;

import com.scrydon.scim.eventlog.relay.OutboxSample;
import com.scrydon.scim.eventlog.relay.OutboxWatch;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Back-pressure from the outbox (docs/decisions/011-back-pressure.md). Decides from what was seen of the outbox last, however
 * long ago: while nothing can be seen, what held before holds on.
 */
@Component
final class BackPressure {

    private final OutboxWatch watch;
    private final BackPressureProperties limits;
    private final Counter refusals;

    BackPressure(OutboxWatch watch, BackPressureProperties limits, MeterRegistry meters) {
        this.watch = watch;
        this.limits = limits;
        watch.countUpTo(limits.maxOutboxRows() + 1);
        this.refusals = Counter.builder("scim.backpressure.refused")
                .description("Changes refused because the outbox is past its limits").register(meters);
    }

    /** Why nothing may be added now, whoever wants it: 503. */
    Optional<Unavailable> refusal() {
        if (watch.lastKnown().filter(this::isPastBothLimits).isEmpty()) {
            return Optional.empty();
        }
        refusals.increment();
        return Optional.of(new Unavailable(Math.toIntExact(limits.retryAfter().toSeconds())));
    }

    private boolean isPastBothLimits(OutboxSample sample) {
        return sample.rows() > limits.maxOutboxRows() && sample.oldestAge().compareTo(limits.maxOldestAge()) > 0;
    }
}
