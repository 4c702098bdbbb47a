package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer whose handler fails, on a real broker. */
class BatchConsumerTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String TOPIC = Topic.PROVISIONING_TASKS.topicName();

    private final KafkaClients kafka = new KafkaClients(new KafkaProperties(TestKafka.bootstrapServers(), Map.of()));
    private final String group = "group-" + UUID.randomUUID();
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private volatile boolean broken = true;
    private final BatchConsumer consumer = new BatchConsumer(group, List.of(TOPIC), () -> kafka.member(group),
            this::handle, Optional.empty());

    @AfterEach
    void stop() {
        consumer.close();
    }

    private void handle(List<ConsumerRecord<String, byte[]>> batch) {
        if (broken) {
            throw new NoClassDefFoundError("a class that is missing");
        }
        batch.forEach(r -> handled.add(r.key()));
    }

    @Test
    void r30_anErrorIsToldAndTheSameBatchComesAgain() {
        var key = "key-" + group;
        try (var producer = kafka.producer()) {
            var _ = producer.send(new ProducerRecord<>(TOPIC, key, new byte[]{1}));
        }
        consumer.start();
        Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isInstanceOfSatisfying(State.Broken.class,
                state -> {
                    assertThat(state.failures()).isGreaterThan(1);
                    assertThat(state.reason()).isEqualTo("NoClassDefFoundError: a class that is missing");
                }));
        broken = false;
        Eventually.within(DEADLINE, () -> {
            assertThat(handled).contains(key);
            assertThat(consumer.state()).isEqualTo(new State.Running());
        });
    }
}
