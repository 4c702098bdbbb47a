package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.lag.ConsumerLag;
import org.springframework.stereotype.Component;

/** Jobs go when there is little else to do: what people change now never waits behind them for long. */
@Component
class LiveTraffic {

    private final ConsumerLag lag;
    private final JobProperties properties;

    LiveTraffic(ConsumerLag lag, JobProperties properties) {
        this.lag = lag;
        this.properties = properties;
    }

    /** Whether more waits for some consumer than jobs may stand beside; not while nobody knows. */
    boolean needsTheWorker() {
        return lag.lags().values().stream().anyMatch(records -> records > properties.yieldPast());
    }
}
