package com.scrydon.scim.eventlog.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What a relay has published: {@code scim.relay.published} counts facts, {@code scim.relay.batch} times batches. */
final class RelayMeters {

    /** Tag of every meter of a relay. */
    static final String TAG = "relay";

    private final Counter facts;
    private final Timer batches;

    RelayMeters(MeterRegistry registry, String relay) {
        facts = Counter.builder("scim.relay.published").tag(TAG, relay)
                .description("Facts published by this instance").register(registry);
        batches = Timer.builder("scim.relay.batch").tag(TAG, relay)
                .description("From reading a batch in the outbox to its move to the published facts")
                .register(registry);
    }

    void published(int count, Duration duration) {
        facts.increment(count);
        batches.record(duration);
    }
}
