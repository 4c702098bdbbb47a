package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the worker's three consumer groups have read. Asked often, so its clients stay; they find a broker that comes back. */
final class WorkersLog {

    /** What the worker still has to do comes through these, in this order. */
    static final List<String> GROUPS = List.of("scim-worker-planning", "scim-worker-users", "scim-worker-tasks");

    private static final Map<String, List<Topic>> TOPICS = Map.of("scim-worker-planning",
            List.of(Topic.GROUPS, Topic.TEAMS), "scim-worker-users", List.of(Topic.USERS), "scim-worker-tasks",
            List.of(Topic.PROVISIONING_TASKS));

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long CALL_SECONDS = 20;

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;

    /** @param operator settings of a client that may do everything */
    WorkersLog(Map<String, Object> operator) {
        var settings = new HashMap<>(operator);
        settings.putAll(Map.of("isolation.level", "read_committed", "enable.auto.commit", false));
        this.admin = Admin.create(operator);
        this.reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Records that a group has not read. Its offset may be before the end: markers of transactions take offsets too. */
    long unread(String group) throws Exception {
        var committed = committed(group);
        var partitions = TOPICS.getOrDefault(group, List.of()).stream()
                .flatMap(topic -> reader.partitionsFor(topic.topicName()).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        committed.forEach((partition, offset) -> reader.seek(partition, offset.offset()));
        var ends = reader.endOffsets(partitions);
        long found = 0;
        while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
            found += reader.poll(Duration.ofMillis(100)).count();
        }
        return found;
    }

    /** Number of members that the broker counts in a group. */
    int members(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get(CALL_SECONDS, TimeUnit.SECONDS).values()
                .stream().mapToInt(g -> g.members().size()).sum();
    }

    /**
     * Sets each group back to a random earlier place on each of its partitions, as an operator does: while nobody is in
     * the group. The worker must have been asked to stop; it has left its groups long before it is back.
     * Answers by how many offsets in all.
     */
    long rewind(Random random) {
        var offsets = new AtomicLong();
        GROUPS.forEach(group -> Eventually.within(PATIENCE, () -> {
            var back = new HashMap<TopicPartition, OffsetAndMetadata>();
            var committed = committed(group);
            var first = admin.listOffsets(all(committed, OffsetSpec.earliest())).all().get(CALL_SECONDS,
                    TimeUnit.SECONDS);
            committed.forEach((partition, offset) -> back.put(partition, new OffsetAndMetadata(
                    random.nextLong(first.get(partition).offset(), offset.offset() + 1))));
            admin.alterConsumerGroupOffsets(group, back).all().get(CALL_SECONDS, TimeUnit.SECONDS);
            committed.forEach((partition, offset) -> offsets
                    .addAndGet(offset.offset() - back.get(partition).offset()));
        }));
        return offsets.get();
    }

    private static Map<TopicPartition, OffsetSpec> all(Map<TopicPartition, OffsetAndMetadata> of, OffsetSpec spec) {
        var specs = new HashMap<TopicPartition, OffsetSpec>();
        of.keySet().forEach(partition -> specs.put(partition, spec));
        return specs;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(CALL_SECONDS,
                TimeUnit.SECONDS);
    }
}
