package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.states.PartGauge;
import com.scrydon.scim.supervision.Repeated;
import com.scrydon.scim.worker.jobs.JobStore.Checked;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has every organisation compared with the definition by itself, one after the other, and remembers what the newest checks found (R35). */
@Component
public class DriftWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    private final JobStore jobs;
    private final JobProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private volatile Optional<Checked> checked = Optional.empty();

    DriftWatch(JobStore jobs, JobProperties properties, TransactionTemplate transactions, Clock clock,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
        var _ = Gauge.builder("scim.drift.accounts", this, watch -> watch.checked.map(c -> (double) c.differing())
                .orElse(Double.NaN))
                .description("Accounts that differed from the definition at the newest drift checks")
                .register(meters);
        new PartGauge("drift", this::state).bindTo(meters);
    }

    /** As of the last seconds. */
    public Drift state() {
        return checked.filter(c -> c.organisations() > 0)
                .<Drift>map(c -> c.differing() == 0
                        ? new Drift.None(c.organisations(), c.oldest().orElse(clock.instant()))
                        : new Drift.Found(c.differing(), c.organisations()))
                .orElseGet(Drift.NotChecked::new);
    }

    @Repeated(value = "drift-watch", pauseMillis = 5_000)
    void look() {
        try {
            if (!properties.checkEvery().isZero()) {
                var now = clock.instant();
                transactions.executeWithoutResult(
                        _ -> jobs.schedule(now.minus(properties.checkEvery()), now)
                                .ifPresent(organisation -> LOG.debug("a drift check of {} begins", organisation)));
            }
            checked = Optional.of(jobs.checked());
        } catch (RuntimeException e) {
            LOG.warn("drift is not known: {}", e.getMessage());
            checked = Optional.empty();
        }
    }
}
