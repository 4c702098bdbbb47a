package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.wiring.Acknowledgements;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic of a test's own on a real broker, the group that reads it, and what can be done to both. */
final class FaultTopic implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final int ADMIN_TIMEOUT_MILLIS = 30_000;

    private final String bootstrap;
    private final String name = "faults-" + UUID.randomUUID();
    private final Admin admin;
    private final Producer<String, byte[]> producer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    FaultTopic(String bootstrap) {
        this.bootstrap = bootstrap;
        var kafka = clients(Map.of());
        this.admin = kafka.admin(ADMIN_TIMEOUT_MILLIS);
        this.producer = kafka.producer();
        // A broker that has just begun may not yet count itself.
        Eventually.within(DEADLINE, () -> {
            if (!admin.listTopics().names().get().contains(name)) {
                admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
            }
        });
        partitions().forEach(partition -> ends.put(partition, 0L));
    }

    private KafkaClients clients(Map<String, String> settings) {
        return new KafkaClients(new KafkaProperties(bootstrap, settings));
    }

    /** Of the topic and of its group. */
    String name() {
        return name;
    }

    List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS).mapToObj(this::partition).toList();
    }

    TopicPartition partition(int number) {
        return new TopicPartition(name, number);
    }

    /** A member of the group, as services have it but for these settings. */
    Consumer<String, byte[]> member(Map<String, String> settings) {
        return clients(settings).member(name);
    }

    /** Sends so many to each partition. */
    void send(int toEach) {
        for (int i = 0; i < toEach; i++) {
            var sent = partitions().stream()
                    .map(p -> producer.send(new ProducerRecord<>(p.topic(), p.partition(), "key", new byte[]{1})))
                    .toList();
            sent.forEach(acknowledged -> {
                var record = Acknowledgements.await(acknowledged);
                ends.put(partition(record.partition()), record.offset() + 1);
            });
        }
    }

    /** Behind the last record of each partition. */
    Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Client ids of the members and how many partitions each holds. */
    Map<String, Integer> members() throws ExecutionException, InterruptedException {
        return described().stream().collect(
                Collectors.toMap(MemberDescription::clientId, m -> m.assignment().topicPartitions().size()));
    }

    /** Ids that Kafka knows the members by: whoever leaves and comes back has another one. */
    Set<String> memberIds() throws ExecutionException, InterruptedException {
        return described().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    private List<MemberDescription> described() throws ExecutionException, InterruptedException {
        return List.copyOf(admin.describeConsumerGroups(List.of(name)).all().get().values().iterator().next()
                .members());
    }

    /** Returns when so many members hold all partitions, each some. */
    void awaitMembers(int count) {
        Eventually.within(DEADLINE, () -> {
            var held = members().values();
            assertThat(held).hasSize(count).doesNotContain(0);
            assertThat(held.stream().mapToInt(Integer::intValue).sum()).isEqualTo(PARTITIONS);
        });
    }

    /** The group, which has no member, has read up to there. */
    void commit(long offset) throws ExecutionException, InterruptedException {
        admin.alterConsumerGroupOffsets(name, partitions().stream()
                .collect(Collectors.toMap(Function.identity(), _ -> new OffsetAndMetadata(offset)))).all().get();
    }

    /** The group, which has no member, has never read the partition. */
    void forgetOffset(TopicPartition partition) {
        Eventually.within(DEADLINE,
                () -> admin.deleteConsumerGroupOffsets(name, Set.of(partition)).all().get());
    }

    /** What lies before is gone from the log. */
    void deleteBefore(TopicPartition partition, long offset) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
