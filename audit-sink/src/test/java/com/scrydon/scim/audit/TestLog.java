package com.scrydon.scim.audit;

import com.scrydon.scim.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes into the log of tests, as anybody could. */
final class TestLog {

    private TestLog() {}

    static void write(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = producer(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            send(producer, records);
        }
    }

    /** In one transaction, committed or not. */
    static void write(String transaction, boolean commit, List<ProducerRecord<String, byte[]>> records) {
        try (var producer = producer(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "transactional.id", transaction))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, records);
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        for (var record : records) {
            var _ = producer.send(record);
        }
    }
}
