package com.scrydon.scim.worker.planning;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.schemas.Topic;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The consumer that feeds planning, and where its tasks go. */
@Configuration(proxyBeanMethods = false)
class PlanningConfiguration {

    @Bean(destroyMethod = "close")
    Tasks tasks(KafkaClients kafka, FactCodec codec) {
        return new Tasks(kafka.producer(), codec);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BatchConsumer planningConsumer(KafkaClients kafka, Planning planning) {
        return new BatchConsumer("planning", List.of(Topic.GROUPS.topicName(), Topic.TEAMS.topicName()),
                () -> kafka.member("scim-worker-planning"), planning, Optional.empty());
    }
}
