package com.scrydon.scim.eventlog.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of an outbox and its relay, all from memory; not a number while nothing is known. */
final class OutboxMeters implements MeterBinder {

    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    private final String name;
    private final OutboxWatch watch;
    private final Supplier<@Nullable Relay> relay;

    /** @param relay the instance's own relay, null if it leaves publishing to others */
    OutboxMeters(String name, OutboxWatch watch, Supplier<@Nullable Relay> relay) {
        this.name = name;
        this.watch = watch;
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "scim.outbox.rows", "rows", "Facts that are not in Kafka yet", OutboxSample::rows);
        gauge(registry, "scim.outbox.oldest.age", "seconds", "Age of the oldest fact that can be published",
                sample -> sample.oldestAge().toMillis() / MILLIS);
        gauge(registry, "scim.outbox.parked.keys", "keys", "Keys of which Kafka refused a fact for good",
                OutboxSample::parkedKeys);
        gauge(registry, "scim.outbox.kept.rows", "rows",
                "Published facts that the audit index has not passed, counted to 100,000", OutboxSample::kept);
        gauge(registry, "scim.outbox.kept.age", "seconds", "Since the oldest of them was published",
                sample -> sample.keptAge().toMillis() / MILLIS);
        gauge(registry, "scim.relay.gate.closed", "", "1 while the write gate is closed",
                sample -> sample.gateClosedBecause().isPresent() ? 1 : 0);
        Gauge.builder("scim.relay.leader", this, OutboxMeters::leads).tag(RelayMeters.TAG, name)
                .description("1 on the instance that publishes").register(registry);
    }

    private void gauge(MeterRegistry registry, String meter, String unit, String description,
            ToDoubleFunction<OutboxSample> value) {
        Gauge.builder(meter, watch, w -> w.latest().map(value::applyAsDouble).orElse(Double.NaN))
                .tag(RelayMeters.TAG, name).baseUnit(unit).description(description).register(registry);
    }

    private double leads() {
        var own = relay.get();
        return own != null && own.status() instanceof RelayStatus.Leading ? 1 : 0;
    }
}
