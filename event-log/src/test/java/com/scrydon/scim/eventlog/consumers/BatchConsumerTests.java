package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.eventlog.wiring.Acknowledgements;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

/** A consumer whose handler fails, on a real broker. */
class BatchConsumerTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String TOPIC = Topic.PROVISIONING_TASKS.topicName();

    private final KafkaClients kafka = new KafkaClients(new KafkaProperties(TestKafka.bootstrapServers(), Map.of()));
    private final String group = "group-" + UUID.randomUUID();
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private volatile boolean broken = true;
    private volatile @Nullable RuntimeException failure;
    private final BatchConsumer consumer = new BatchConsumer(group, List.of(TOPIC), () -> kafka.member(group),
            this::handle, Optional.empty());

    @AfterEach
    void stop() {
        consumer.close();
    }

    private void handle(List<ConsumerRecord<String, byte[]>> batch) {
        if (broken) {
            var unchecked = failure;
            if (unchecked != null) {
                throw unchecked;
            }
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

    @Test
    @Tag("R33")
    void r33_afterAFailureItReadsOnWhereTheStoreSaysWhichMayHaveLostMore() {
        Map<TopicPartition, Long> store = new ConcurrentHashMap<>();
        Queue<String> read = new ConcurrentLinkedQueue<>();
        BatchHandler handler = batch -> {
            if (broken) {
                throw new IllegalStateException("the store is older");
            }
            batch.forEach(r -> {
                if (r.key().endsWith(group)) { // other tests write to the topic, too
                    read.add(r.key());
                }
                store.put(new TopicPartition(r.topic(), r.partition()), r.offset() + 1);
            });
        };
        broken = false;
        try (var storing = new BatchConsumer(group, List.of(TOPIC), () -> kafka.member(group), handler,
                Optional.of(_ -> store)); var producer = kafka.producer()) {
            storing.start();
            var first = Acknowledgements
                    .await(producer.send(new ProducerRecord<>(TOPIC, 0, "1-" + group, new byte[]{1})));
            var _ = Acknowledgements.await(producer.send(new ProducerRecord<>(TOPIC, 0, "2-" + group, new byte[]{1})));
            Eventually.within(DEADLINE, () -> assertThat(read).contains("2-" + group));
            broken = true;
            store.put(new TopicPartition(TOPIC, 0), first.offset());
            read.clear();
            var _ = Acknowledgements.await(producer.send(new ProducerRecord<>(TOPIC, 0, "3-" + group, new byte[]{1})));
            Eventually.within(DEADLINE, () -> assertThat(storing.state()).isInstanceOf(State.Retrying.class));
            broken = false;
            Eventually.within(DEADLINE,
                    () -> assertThat(read).containsExactly("1-" + group, "2-" + group, "3-" + group));
        }
    }

    @Test
    void r30_howLongBatchesTakeIsMeasuredThoseThatFailToo() {
        var meters = new SimpleMeterRegistry();
        try (var application = new GenericApplicationContext(); var producer = kafka.producer()) {
            application.registerBean(MeterRegistry.class, () -> meters);
            application.refresh();
            consumer.setApplicationContext(application);
            failure = new IllegalStateException("by the test");
            var _ = producer.send(new ProducerRecord<>(TOPIC, "key-" + group, new byte[]{1}));
            consumer.start();
            Eventually.within(DEADLINE, () -> assertThat(measured(meters, "failure")).isPositive());
            broken = false;
            Eventually.within(DEADLINE, () -> assertThat(measured(meters, "success")).isPositive());
        }
    }

    private long measured(MeterRegistry meters, String result) {
        return meters.get("spring.kafka.listener").tag("name", group + "-0").tag("result", result).timers().stream()
                .mapToLong(Timer::count).sum();
    }
}
