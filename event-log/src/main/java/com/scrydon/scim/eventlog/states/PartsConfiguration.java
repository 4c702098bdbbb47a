package com.scrydon.scim.eventlog.states;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.eventlog.relay.Relay;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Every part of ours that a service has. */
@AutoConfiguration
class PartsConfiguration {

    @Bean
    MeterBinder partMeters(ObjectProvider<Relay> relay, ObjectProvider<WriteGate> gate,
            ObjectProvider<BatchConsumer> consumers) {
        return registry -> {
            relay.ifAvailable(r -> new PartGauge("relay", r::status).bindTo(registry));
            gate.ifAvailable(g -> new PartGauge("gate", g::status).bindTo(registry));
            consumers.forEach(c -> new PartGauge(c.name(), c::state).bindTo(registry));
        };
    }
}
