package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.lag.ConsumerGroup;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.schemas.Topic;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two consumers feed applying, so that a deactivation never waits behind the fan-out of a large group. */
@Configuration(proxyBeanMethods = false)
class ApplyingConfiguration {

    private static final ConsumerGroup USERS = new ConsumerGroup("applying-users", "scim-worker-users",
            List.of(Topic.USERS.topicName()));
    private static final ConsumerGroup TASKS = new ConsumerGroup("applying-tasks", "scim-worker-tasks",
            List.of(Topic.PROVISIONING_TASKS.topicName()));

    @Bean
    ConsumerGroup usersGroup() {
        return USERS;
    }

    @Bean
    ConsumerGroup tasksGroup() {
        return TASKS;
    }

    @Bean(destroyMethod = "close")
    BatchConsumer usersConsumer(KafkaClients kafka, ApplyingIntake intake) {
        return consumer(USERS, kafka, intake);
    }

    @Bean(destroyMethod = "close")
    BatchConsumer tasksConsumer(KafkaClients kafka, ApplyingIntake intake) {
        return consumer(TASKS, kafka, intake);
    }

    private static BatchConsumer consumer(ConsumerGroup group, KafkaClients kafka, ApplyingIntake intake) {
        return new BatchConsumer(group.consumer(), group.topics(), () -> kafka.member(group.group()), intake,
                Optional.empty());
    }
}
