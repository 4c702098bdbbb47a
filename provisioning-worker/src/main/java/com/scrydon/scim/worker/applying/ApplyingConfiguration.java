package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.schemas.Topic;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Two consumers feed applying, so that a deactivation never waits behind the fan-out of a large group. */
@Configuration(proxyBeanMethods = false)
class ApplyingConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    BatchConsumer usersConsumer(KafkaClients kafka, ApplyingIntake intake) {
        return new BatchConsumer("applying-users", List.of(Topic.USERS.topicName()),
                () -> kafka.member("scim-worker-users"), intake, Optional.empty());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BatchConsumer tasksConsumer(KafkaClients kafka, ApplyingIntake intake) {
        return new BatchConsumer("applying-tasks", List.of(Topic.PROVISIONING_TASKS.topicName()),
                () -> kafka.member("scim-worker-tasks"), intake, Optional.empty());
    }
}
