package com.scrydon.scim.eventlog.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PartGaugeTests {

    @Test
    void r30_theNumberIsWhatThePartSaysOfItself() {
        var meters = new SimpleMeterRegistry();
        var state = new AtomicReference<BatchConsumer.State>(new BatchConsumer.State.Running());
        new PartGauge("planning", state::get).bindTo(meters);
        var gauge = meters.get("scim.part.concern").tag("part", "planning").gauge();
        assertThat(gauge.value()).isZero();
        state.set(new BatchConsumer.State.Retrying(3, "no database"));
        assertThat(gauge.value()).isEqualTo(1);
    }
}
