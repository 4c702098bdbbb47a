package com.scrydon.scim.worker.planning;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.lag.ConsumerGroup;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.schemas.Topic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The consumer that feeds planning, and where its tasks go. */
@Configuration(proxyBeanMethods = false)
class PlanningConfiguration {

    private static final ConsumerGroup GROUP = new ConsumerGroup("planning", "scim-worker-planning",
            List.of(Topic.GROUPS.topicName(), Topic.TEAMS.topicName()));

    @Bean
    ConsumerGroup planningGroup() {
        return GROUP;
    }

    @Bean(destroyMethod = "close")
    Tasks tasks(KafkaClients kafka, FactCodec codec, FactMac macs, MeterRegistry meters) {
        var tasks = new Tasks(kafka.producer(), codec, macs);
        var _ = FunctionCounter.builder("scim.worker.tasks.planned", tasks, Tasks::acknowledged)
                .description("Tasks acknowledged by Kafka").register(meters);
        return tasks;
    }

    @Bean(destroyMethod = "close")
    BatchConsumer planningConsumer(KafkaClients kafka, Planning planning) {
        return new BatchConsumer(GROUP.consumer(), GROUP.topics(), () -> kafka.member(GROUP.group()), planning,
                Optional.empty());
    }
}
