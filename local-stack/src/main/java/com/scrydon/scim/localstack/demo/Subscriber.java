package com.scrydon.scim.localstack.demo;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.schemas.FactHeaderName;
import com.scrydon.scim.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a subscriber of a topic reads from now on: with the login of {@code stack.json}, in a group of its own name. */
final class Subscriber implements AutoCloseable {

    private static final Duration JOINING = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    private Subscriber(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Returns when it has joined. */
    static Subscriber of(Topic topic, StackFile stack, String run) {
        var settings = stack.subscriber();
        // Its right is to groups that begin with its name and a dash.
        settings.putAll(Map.of("group.id", stack.kafkaUser() + "-demo-" + run, "group.protocol", "consumer",
                "auto.offset.reset", "latest", "isolation.level", "read_committed", "enable.auto.commit", false));
        var subscriber = new Subscriber(
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
        subscriber.join(topic.topicName());
        return subscriber;
    }

    private void join(String topic) {
        consumer.subscribe(List.of(topic));
        long began = System.nanoTime();
        while (consumer.assignment().isEmpty()) {
            if (System.nanoTime() - began > JOINING.toNanos()) {
                throw new IllegalStateException("Kafka assigns " + topic + " to no member of a new group");
            }
            poll();
        }
        // Where it reads from is settled now, not at some later poll.
        consumer.assignment().forEach(consumer::position);
    }

    /** Types of the facts about a key that it has read up to now, in order. */
    List<String> typesAbout(String key) {
        poll();
        return read.stream().filter(fact -> key.equals(fact.key()))
                .map(fact -> FactMac.text(fact.headers(), FactHeaderName.TYPE).orElse("")).toList();
    }

    private void poll() {
        consumer.poll(POLL).forEach(read::add);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
