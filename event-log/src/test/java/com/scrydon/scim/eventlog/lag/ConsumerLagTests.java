package com.scrydon.scim.eventlog.lag;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.SettableClock;
import com.scrydon.scim.testkit.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators are told of how far a consumer is behind, on a real broker. */
@Tag("slow")
@Tag("R30b")
class ConsumerLagTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final KafkaClients kafka = new KafkaClients(new KafkaProperties(TestKafka.bootstrapServers(), Map.of()));
    private final String name = "lag-" + UUID.randomUUID();
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final AtomicInteger handled = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConsumerLag lag = new ConsumerLag(kafka, List.of(new ConsumerGroup("reader", name, List.of(name))),
            meters, clock);
    private final BatchConsumer consumer = new BatchConsumer(name, List.of(name), () -> kafka.member(name),
            batch -> handled.addAndGet(batch.size()), Optional.empty());

    @BeforeEach
    void makeTopic() throws InterruptedException, ExecutionException {
        try (var admin = kafka.admin(10_000)) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
    }

    @AfterEach
    void stop() {
        consumer.close();
        lag.close();
    }

    @Test
    void r30b_theLagAtRestIsNothingThoughMarkersEndThePartitions() {
        consumer.start();
        try (var producer = transactional("writer-" + name)) {
            for (int i = 0; i < 10; i++) {
                producer.beginTransaction();
                send(producer, "key-" + i);
                producer.commitTransaction();
            }
        }
        Eventually.within(DEADLINE, () -> {
            lag.sample();
            assertThat(handled).hasValue(10);
            assertThat(lag.lags()).containsEntry("reader", 0L);
        });
        assertThat(lag.obstacles()).isEmpty();
    }

    @Test
    void r30b_anOpenTransactionOfAStrangerIsLagAndToldAsWhatItIs() {
        consumer.start();
        try (var stranger = transactional("stranger-" + name)) {
            stranger.beginTransaction();
            send(stranger, "hidden");
            stranger.flush();
            Eventually.within(DEADLINE, () -> {
                lag.sample();
                assertThat(lag.lags()).containsEntry("reader", 1L);
            });
            assertThat(lag.obstacles()).as("not at once").isEmpty();
            clock.advance(Duration.ofSeconds(6));
            lag.sample();
            assertThat(lag.obstacles()).singleElement().asString().contains(name, "stands still at offset 0",
                    "transactional.id stranger-" + name, "1 records wait");
            assertThat(meters.get("scim.consumer.held").gauge().value()).isEqualTo(1);
            stranger.abortTransaction();
        }
        Eventually.within(DEADLINE, () -> {
            lag.sample();
            assertThat(lag.lags()).containsEntry("reader", 0L);
            assertThat(lag.obstacles()).isEmpty();
        });
    }

    @Test
    void r30b_aStrangerInOurGroupIsToldAsThat() {
        consumer.start();
        Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "group.id", name,
                "group.protocol", "consumer", "client.id", "somebody", "auto.offset.reset", "earliest");
        try (var stranger = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            stranger.subscribe(List.of(name));
            Eventually.within(DEADLINE, () -> {
                var _ = stranger.poll(Duration.ofMillis(50));
                lag.sample();
                assertThat(lag.obstacles()).singleElement().asString().contains("a stranger", name, "somebody");
            });
        }
    }

    private void send(Producer<String, byte[]> producer, String key) {
        var _ = producer.send(new ProducerRecord<>(name, key, new byte[]{1}));
    }

    private Producer<String, byte[]> transactional(String id) {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers(), "transactional.id", id),
                new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
