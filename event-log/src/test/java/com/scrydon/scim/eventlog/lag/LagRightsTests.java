package com.scrydon.scim.eventlog.lag;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators are told where a service has just the rights that the deploy step grants it. */
@Tag("slow")
@Tag("R30b")
@Tag("R37")
class LagRightsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String USER = "provisioning-worker";
    private static final String GROUP = "scim-worker-tasks";
    private static final String TOPIC = Topic.PROVISIONING_TASKS.topicName();

    private final AuthorizingBroker broker = AuthorizingBroker.start(USER);
    private final KafkaClients open = new KafkaClients(new KafkaProperties(broker.openServers(), Map.of()));
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final ConsumerLag lag = new ConsumerLag(
            new KafkaClients(new KafkaProperties(broker.bootstrapServers(), broker.login(USER))),
            List.of(new ConsumerGroup("tasks", GROUP, List.of(TOPIC))), new SimpleMeterRegistry(), clock);

    @AfterEach
    void stop() {
        lag.close();
        broker.close();
    }

    private void grant() {
        broker.grant(KafkaRights.WORKER.bindings("User:" + USER));
    }

    @Test
    void r30b_r37_aServiceSeesHowFarItIsAndWhoseTransactionHoldsItUp() {
        lag.sample();
        assertThat(lag.lags()).as("without rights").isEmpty();
        grant();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.openServers(), "transactional.id", "foreign");
        try (var stranger = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            stranger.initTransactions();
            stranger.beginTransaction();
            var _ = stranger.send(new ProducerRecord<>(TOPIC, "hidden", new byte[1]));
            stranger.flush();
            Eventually.within(DEADLINE, () -> {
                lag.sample();
                assertThat(lag.lags()).containsEntry("tasks", 1L);
            });
            clock.advance(Duration.ofSeconds(6));
            lag.sample();
            assertThat(lag.obstacles()).singleElement().asString().contains("transactional.id foreign");
        }
    }

    @Test
    void r30b_r37_membersThatAreNotShownHideNoLag() throws Exception {
        grant();
        try (var admin = open.admin(10_000)) {
            admin.createTopics(List.of(new NewTopic("foreign", 1, (short) 1))).all().get();
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.openServers(), "group.id", GROUP,
                "group.protocol", "consumer", "client.id", "somebody", "auto.offset.reset", "earliest");
        try (var stranger = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            stranger.subscribe(List.of("foreign"));
            Eventually.within(DEADLINE, () -> {
                var _ = stranger.poll(Duration.ofMillis(50));
                lag.sample();
                assertThat(lag.obstacles()).singleElement().asString().contains("does not show us", GROUP);
                assertThat(lag.lags()).containsEntry("tasks", 0L);
            });
        }
    }
}
