package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.states.PartGauge;
import com.scrydon.scim.supervision.Repeated;
import com.scrydon.scim.worker.jobs.JobStore.Summary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has every organisation compared with the definition by itself, one after the other, and remembers what the newest checks found (R35). */
@Component
public class DriftWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    /** Checks that nobody asked for, under way at a time over all organisations. */
    private static final int MOST_AT_ONCE = 2;

    private final JobStore jobs;
    private final Outbox outbox;
    private final JobProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private volatile Optional<Summary> summary = Optional.empty();

    DriftWatch(JobStore jobs, Outbox outbox, JobProperties properties, TransactionTemplate transactions, Clock clock,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
        var _ = Gauge.builder("scim.drift.accounts", this, watch -> watch.summary.map(s -> (double) s.differing())
                .orElse(Double.NaN))
                .description("Accounts that differed from the definition at the newest drift checks")
                .register(meters);
        new PartGauge("drift", this::state).bindTo(meters);
    }

    /** As of the last seconds. */
    public Drift state() {
        return summary.map(Drift::of).orElseGet(Drift.NotChecked::new);
    }

    @Repeated(value = "drift-watch", pauseMillis = 5_000)
    void look() {
        try {
            var now = clock.instant();
            if (properties.checks()) {
                transactions.executeWithoutResult(_ -> {
                    outbox.requireOpen();
                    var _ = jobs.schedule(now.minus(properties.checkEvery()), now, MOST_AT_ONCE);
                });
            }
            summary = Optional.of(jobs.summary(properties.checks()
                    ? now.minus(properties.checkEvery().multipliedBy(2))
                    : Instant.EPOCH));
        } catch (RuntimeException e) {
            LOG.warn("drift is not known: {}", e.getMessage());
            summary = Optional.empty();
        }
    }
}
