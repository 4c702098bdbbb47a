package com.scrydon.scim.testkit;

import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real Kafka broker for the tests of one JVM, in a JVM of its own, with the declared topics at local scale. */
public final class TestKafka {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Once<String> BOOTSTRAP = new Once<>(TestKafka::start);

    private TestKafka() {}

    /** Started at the first use; stopped with the JVM. */
    public static String bootstrapServers() {
        return BOOTSTRAP.get();
    }

    /** One more, for a test that leaves on it what the tests after it must not find. To be killed by the test. */
    public static BrokerProcess another() {
        var broker = BrokerProcess.start();
        createTopics(broker.bootstrapServers());
        return broker;
    }

    private static String start() {
        var bootstrap = "containers".equals(System.getProperty("scim.test.provider"))
                ? KafkaInContainer.start()
                : BrokerProcess.start().bootstrapServers();
        createTopics(bootstrap);
        return bootstrap;
    }

    static void createTopics(String bootstrap) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            // A broker that was slow to send a heartbeat does not count for a moment, and topics are refused.
            Eventually.within(DEADLINE, () -> createMissing(admin));
        }
    }

    private static void createMissing(Admin admin) throws Exception {
        Set<String> there = admin.listTopics().names().get(5, TimeUnit.SECONDS);
        var missing = Arrays.stream(Topic.values()).filter(topic -> !there.contains(topic.topicName()))
                .map(TestKafka::declared).collect(Collectors.toSet());
        admin.createTopics(missing).all().get(5, TimeUnit.SECONDS);
    }

    private static NewTopic declared(Topic topic) {
        return new NewTopic(topic.topicName(), topic.partitions(PartitionScale.LOCAL), (short) 1)
                .configs(topic.configuration());
    }
}
