package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.lag.ConsumerLag;
import com.scrydon.scim.eventlog.lag.Positions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Jobs go when there is little else to do: what people change now never waits behind them for long. */
@Component
class LiveTraffic implements SecondLook.Traffic {

    private final ConsumerLag lag;
    private final JobStore jobs;
    private final JobProperties properties;

    LiveTraffic(ConsumerLag lag, JobStore jobs, JobProperties properties) {
        this.lag = lag;
        this.jobs = jobs;
        this.properties = properties;
    }

    /** Why the worker has other things to do than jobs that recompute, in words; empty if it has not. */
    Optional<String> needsTheWorker() {
        var lags = lag.lags();
        if (lags.isEmpty()) {
            return Optional.of("Kafka does not say how far consumers are");
        }
        return lags.entrySet().stream().filter(consumer -> consumer.getValue() > properties.yieldPast())
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(consumer -> "%s is %,d records behind".formatted(consumer.getKey(), consumer.getValue()));
    }

    @Override
    public boolean waitsInTheOutbox(UUID organisation, Instant decidedBefore) {
        return jobs.waitsInTheOutbox(organisation, decidedBefore);
    }

    @Override
    public Optional<Positions> positions() {
        return lag.positions();
    }
}
