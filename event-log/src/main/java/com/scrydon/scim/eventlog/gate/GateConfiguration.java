package com.scrydon.scim.eventlog.gate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The gate of a service that has a relay. */
@AutoConfiguration
@ConditionalOnProperty(GateConfiguration.RELAY)
@EnableConfigurationProperties(GateProperties.class)
class GateConfiguration {

    static final String RELAY = "scim.relay.name";

    /** An instance that leaves publishing to others leaves comparing to them, too. */
    @Bean
    WriteGate writeGate(Environment environment, GateProperties properties) {
        boolean compares = environment.getProperty("scim.relay.enabled", Boolean.class, true);
        return new WriteGate(environment.getRequiredProperty(RELAY), new GateFile(properties.memory()),
                compares ? properties.patience() : Duration.ZERO, System::nanoTime);
    }

    @Bean
    static GatedPools gatedPools(ObjectProvider<WriteGate> gate) {
        return new GatedPools(gate);
    }

    @Bean
    GateLifecycle gateLifecycle(WriteGate gate) {
        return new GateLifecycle(gate);
    }

    @Bean
    MeterBinder gateMeters(Environment environment, WriteGate gate) {
        return registry -> Gauge
                .builder("scim.relay.gate.unproven", gate, g -> g.status() instanceof GateStatus.Unproven ? 1 : 0)
                .tag("relay", environment.getRequiredProperty(RELAY))
                .description("1 while Postgres could not be compared with anything, and writes go on")
                .register(registry);
    }

    /** Only where the service has health endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class Health {

        @Bean
        GateHealth gateHealthIndicator(WriteGate gate) {
            return new GateHealth(gate);
        }
    }
}
