package com.scrydon.scim.eventlog.wiring;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients with the settings that the guarantees rest on. */
public final class KafkaClients {

    private static final Map<String, Object> PRODUCER = Map.of("acks", "all", "enable.idempotence", true,
            "compression.type", "zstd", "linger.ms", 2, "max.block.ms", 10_000, "request.timeout.ms", 5_000,
            "delivery.timeout.ms", 8_000, "max.request.size", 1_048_576, "buffer.memory", 16L * 1024 * 1024);
    private static final Map<String, Object> CONSUMER = Map.of("isolation.level", "read_committed",
            "enable.auto.commit", false, "auto.offset.reset", "none", "max.poll.records", 500, "fetch.max.bytes",
            8 * 1024 * 1024, "allow.auto.create.topics", false);

    /** What client ids of our members begin with; each has one of its own, so that operators can tell instances apart. */
    private static final String MEMBER = "scim-member-";
    private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

    private final KafkaProperties properties;

    public KafkaClients(KafkaProperties properties) {
        this.properties = properties;
    }

    /** Admin client; {@code timeoutMillis} bounds each of its calls. */
    public Admin admin(int timeoutMillis) {
        var config = common();
        config.put("default.api.timeout.ms", timeoutMillis);
        config.put("request.timeout.ms", timeoutMillis);
        return Admin.create(config);
    }

    /** Offset after the last record of the partition, records of open transactions included. */
    public long end(TopicPartition partition) {
        try (var admin = admin(ADMIN_TIMEOUT_MILLIS)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the end of " + partition + " is not known", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the end of " + partition, e);
        }
    }

    /** A relay's producer: its transactional id fences every earlier leader of the same relay. */
    public Producer<String, byte[]> relayProducer(String relay) {
        var config = common();
        config.putAll(PRODUCER);
        config.put("transactional.id", "scim-relay-" + relay);
        config.put("transaction.timeout.ms", 10_000);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** An idempotent producer without transactions. */
    public Producer<String, byte[]> producer() {
        var config = common();
        config.putAll(PRODUCER);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** A read-committed consumer without a group, for reading by assignment. */
    public Consumer<String, byte[]> reader() {
        return consumer(Map.of());
    }

    /** A read-committed member of a group, under the new consumer protocol (KIP-848). */
    public Consumer<String, byte[]> member(String group) {
        return consumer(Map.of("group.id", group, "group.protocol", "consumer", "client.id",
                MEMBER + group + "-" + UUID.randomUUID()));
    }

    /** Whether a member of a group is one of our services, as far as it says so itself. */
    public static boolean isOurs(String clientId) {
        return clientId.startsWith(MEMBER);
    }

    private Consumer<String, byte[]> consumer(Map<String, Object> more) {
        var config = common();
        config.putAll(CONSUMER);
        config.putAll(more);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>(properties.properties());
        config.put("bootstrap.servers", properties.bootstrapServers());
        config.put("reconnect.backoff.max.ms", 1_000);
        return config;
    }
}
