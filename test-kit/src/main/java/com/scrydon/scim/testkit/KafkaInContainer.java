package com.scrydon.scim.testkit;

import org.testcontainers.kafka.KafkaContainer;

/** The other provider: Kafka in a container, with the profile {@code containers}. */
final class KafkaInContainer {

    private KafkaInContainer() {}

    static String start() {
        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
        var container = new KafkaContainer("apache/kafka:4.2.2").withEnv(BrokerSettings.environment());
        container.start();
        return container.getBootstrapServers();
    }
}
