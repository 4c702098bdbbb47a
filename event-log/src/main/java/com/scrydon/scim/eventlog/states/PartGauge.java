package com.scrydon.scim.eventlog.states;

import com.scrydon.scim.supervision.PartState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;

/**
 * {@code scim.part.concern} of one part: what health and status say in words, as a number to alarm by.
 *
 * @param part its name, as status has it
 * @param state as it says it itself; asked at each scrape, so from memory
 */
public record PartGauge(String part, Supplier<? extends PartState> state) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("scim.part.concern", this, PartGauge::value).tag("part", part)
                .description("0: fine, 1: heals itself, 2: needs you").strongReference(true).register(registry);
    }

    private double value() {
        return switch (state.get().concern()) {
            case NONE -> 0;
            case HEALS_ITSELF -> 1;
            case NEEDS_YOU -> 2;
        };
    }
}
