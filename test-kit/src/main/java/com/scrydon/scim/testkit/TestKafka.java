package com.scrydon.scim.testkit;

import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real Kafka broker for the tests of one JVM, in a JVM of its own, with the declared topics at local scale. */
public final class TestKafka {

    private TestKafka() {}

    /** Started at the first use; stopped with the JVM. */
    private static final class Shared {

        static final String BOOTSTRAP = start();

        private static String start() {
            var bootstrap = "containers".equals(System.getProperty("scim.test.provider"))
                    ? KafkaInContainer.start()
                    : BrokerProcess.start().bootstrapServers();
            try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.createTopics(Arrays.stream(Topic.values()).map(TestKafka::declared).toList()).all().get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException("topics for tests cannot be made", e);
            }
            return bootstrap;
        }
    }

    private static NewTopic declared(Topic topic) {
        return new NewTopic(topic.topicName(), topic.partitions(PartitionScale.LOCAL), (short) 1)
                .configs(topic.configuration());
    }

    public static String bootstrapServers() {
        return Shared.BOOTSTRAP;
    }
}
