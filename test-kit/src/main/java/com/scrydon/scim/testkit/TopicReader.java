package com.scrydon.scim.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as any subscriber would: a plain consumer, read-committed, from the beginning to the present end. */
public final class TopicReader {

    private TopicReader() {}

    /** All records, partition by partition in log order. */
    public static List<ConsumerRecord<String, byte[]>> readAll(String bootstrapServers, String topic) {
        return readAll(Map.of("bootstrap.servers", bootstrapServers), topic);
    }

    /** The same, from a broker that asks who one is. */
    public static List<ConsumerRecord<String, byte[]>> readAll(Map<String, Object> kafka, String topic) {
        var settings = new HashMap<>(kafka);
        settings.putAll(Map.of("isolation.level", "read_committed", "enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            consumer.partitionsFor(topic)
                    .forEach(p -> read(consumer, new TopicPartition(p.topic(), p.partition()), records));
            return records;
        }
    }

    private static void read(KafkaConsumer<String, byte[]> consumer, TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> records) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        // Control records of transactions use offsets too, so the position tells the end, not the records.
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
    }
}
