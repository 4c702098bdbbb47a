package com.scrydon.scim.worker.status;

import com.scrydon.scim.eventlog.lag.ConsumerGroup;
import com.scrydon.scim.eventlog.lag.ConsumerLag;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches how far the worker's consumers are behind. */
@Configuration(proxyBeanMethods = false)
class LagConfiguration {

    @Bean
    ConsumerLag consumerLag(KafkaClients kafka, List<ConsumerGroup> groups, MeterRegistry meters, Clock clock) {
        return new ConsumerLag(kafka, groups, meters, clock);
    }
}
