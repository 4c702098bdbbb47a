package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.kafka.KafkaLogins;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the broker itself can do: transactions on a topic of one's own. */
final class RawLog {

    private static final int RECORD_BYTES = 700;
    private static final int BATCH = 1_000;
    private static final int PARTITIONS = 4;

    private final Map<String, Object> kafka;
    private final String topic = "bench." + UUID.randomUUID();

    RawLog(Bench bench) throws Exception {
        // Topics of one's own are made and written by operators only.
        this.kafka = KafkaLogins.operator(bench.layout());
        try (var admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
        }
    }

    /** A transactional producer that commits each thousand records. */
    double recordsPerSecond(int records) {
        try (var producer = producer()) {
            var value = new byte[RECORD_BYTES];
            long began = System.nanoTime();
            for (int sent = 0; sent < records; sent += BATCH) {
                producer.beginTransaction();
                for (int i = 0; i < BATCH; i++) {
                    var _ = producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, value));
                }
                producer.commitTransaction();
            }
            return records * 1e9 / (System.nanoTime() - began);
        }
    }

    /** From the begin of a transaction of one record until a read-committed consumer has it. */
    Latencies roundTrips(int calls) throws Exception {
        try (var producer = producer(); var consumer = consumer(kafka)) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition);
            return Latencies.of(calls / 4, calls, () -> {
                producer.beginTransaction();
                var _ = producer.send(new ProducerRecord<>(topic, 0, null, new byte[RECORD_BYTES]));
                producer.commitTransaction();
                while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
                    // The record is committed: it comes.
                }
            });
        }
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("isolation.level", "read_committed", "fetch.max.wait.ms", "500", "auto.offset.reset",
                "latest", "enable.auto.commit", "false"));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("transactional.id", topic, "acks", "all",
                "linger.ms", "0"));
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
