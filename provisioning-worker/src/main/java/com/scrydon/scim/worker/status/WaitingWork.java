package com.scrydon.scim.worker.status;

import com.scrydon.scim.eventlog.states.PartGauge;
import com.scrydon.scim.supervision.Repeated;
import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import com.scrydon.scim.worker.waiting.Breaker;
import com.scrydon.scim.worker.waiting.ParkedAccounts;
import com.scrydon.scim.worker.waiting.ParkedSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What waits for a person or for its next attempt, counted every five seconds: {@code scim.worker.parked.accounts},
 * {@code scim.worker.parked.oldest.age} (seconds), {@code scim.worker.undecodable.records}; and
 * {@code scim.worker.breaker.open} (1 or 0).
 */
@Component
class WaitingWork {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingWork.class);

    private final ParkedAccounts parkedAccounts;
    private final UndecodableRecords undecodableRecords;
    private volatile Sample sample = new Sample(ParkedSummary.NOTHING, 0);

    /** What was counted last. */
    record Sample(ParkedSummary parked, long undecodable) {}

    WaitingWork(ParkedAccounts parkedAccounts, UndecodableRecords undecodableRecords, Breaker breaker,
            MeterRegistry meters) {
        this.parkedAccounts = parkedAccounts;
        this.undecodableRecords = undecodableRecords;
        var _ = Gauge.builder("scim.worker.parked.accounts", () -> sample.parked().accounts()).register(meters);
        var _ = Gauge.builder("scim.worker.parked.oldest.age", () -> sample.parked().oldestAge().toMillis() / 1_000.0)
                .baseUnit("seconds").register(meters);
        var _ = Gauge.builder("scim.worker.undecodable.records", () -> sample.undecodable()).register(meters);
        var _ = Gauge.builder("scim.worker.breaker.open", () -> breaker.isOpen() ? 1 : 0).register(meters);
        new PartGauge("breaker", breaker::state).bindTo(meters);
    }

    Sample sample() {
        return sample;
    }

    @Repeated(value = "waiting-work", pauseMillis = 5_000)
    void count() {
        try {
            sample = new Sample(parkedAccounts.summary(), undecodableRecords.count());
        } catch (DataAccessException e) {
            LOG.debug("what waits cannot be counted now", e);
        }
    }
}
