package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Kafka's promises in memory: partitions by key, offsets that transaction markers use up too, transactions with fencing
 * by epoch, read-committed visibility up to the last stable offset, committed offsets and generations per group.
 */
final class InMemoryLog {

    static final PartitionScale SCALE = new PartitionScale(2, 2);

    private enum Visibility {
        PENDING, COMMITTED, ABORTED, CONTROL
    }

    private static final class Entry {

        private final ConsumerRecord<String, byte[]> record;
        private Visibility visibility;

        Entry(ConsumerRecord<String, byte[]> record, Visibility visibility) {
            this.record = record;
            this.visibility = visibility;
        }
    }

    /** A producer's transaction: what it wrote, not yet visible. */
    private static final class Transaction {

        private final int epoch;
        private final List<Entry> entries = new ArrayList<>();

        Transaction(int epoch) {
            this.epoch = epoch;
        }
    }

    private final Map<TopicPartition, List<Entry>> partitions = new HashMap<>();
    private final Map<String, Transaction> producers = new HashMap<>();
    private final Map<String, Map<TopicPartition, Long>> offsets = new HashMap<>();
    private final Map<String, Integer> generations = new HashMap<>();

    /** Starts a new epoch under the name, which ends what an earlier one left open and fences it. */
    int openEpoch(String transactionalId) {
        var before = producers.get(transactionalId);
        if (before != null) {
            end(before, Visibility.ABORTED);
        }
        int epoch = before == null ? 0 : before.epoch + 1;
        producers.put(transactionalId, new Transaction(epoch));
        return epoch;
    }

    /** Appends a record that becomes visible when its transaction commits. */
    TopicPartition append(String transactionalId, int epoch, ProducerRecord<String, byte[]> record) {
        var transaction = transaction(transactionalId, epoch);
        var partition = partition(record);
        transaction.entries.add(append(partition, record, Visibility.PENDING));
        return partition;
    }

    /** Appends a record that is visible at once. */
    TopicPartition append(ProducerRecord<String, byte[]> record) {
        var partition = partition(record);
        append(partition, record, Visibility.COMMITTED);
        return partition;
    }

    void commit(String transactionalId, int epoch) {
        end(transaction(transactionalId, epoch), Visibility.COMMITTED);
    }

    void abort(String transactionalId, int epoch) {
        end(transaction(transactionalId, epoch), Visibility.ABORTED);
    }

    /** Time passes for whoever waits at the partition: transactions that hold it up time out, and are fenced. */
    void expireTransactions(TopicPartition partition) {
        producers.replaceAll((_, open) -> {
            if (open.entries.stream().noneMatch(e -> partition.equals(at(e)))) {
                return open;
            }
            end(open, Visibility.ABORTED);
            return new Transaction(open.epoch + 1);
        });
    }

    private static TopicPartition at(Entry entry) {
        return new TopicPartition(entry.record.topic(), entry.record.partition());
    }

    private Transaction transaction(String transactionalId, int epoch) {
        var transaction = producers.get(transactionalId);
        if (transaction == null || transaction.epoch != epoch) {
            throw new ProducerFencedException("epoch " + epoch + " of " + transactionalId + " is over");
        }
        return transaction;
    }

    private void end(Transaction transaction, Visibility visibility) {
        transaction.entries.forEach(e -> e.visibility = visibility);
        transaction.entries.stream().map(InMemoryLog::at).distinct()
                .forEach(p -> append(p, new ProducerRecord<>(p.topic(), "", new byte[0]), Visibility.CONTROL));
        transaction.entries.clear();
    }

    private Entry append(TopicPartition partition, ProducerRecord<String, byte[]> record, Visibility visibility) {
        var log = partitions.computeIfAbsent(partition, _ -> new ArrayList<>());
        long time = record.timestamp() == null ? 0 : record.timestamp();
        var entry = new Entry(new ConsumerRecord<>(partition.topic(), partition.partition(), log.size(), time,
                TimestampType.CREATE_TIME, 0, 0, record.key(), record.value(), new RecordHeaders(record.headers()),
                Optional.empty()),
                visibility);
        log.add(entry);
        return entry;
    }

    private static TopicPartition partition(ProducerRecord<String, byte[]> record) {
        int count = Topic.named(record.topic()).orElseThrow().partitions(SCALE);
        return new TopicPartition(record.topic(), Math.floorMod(record.key().hashCode(), count));
    }

    static List<TopicPartition> partitionsOf(String topic) {
        int count = Topic.named(topic).orElseThrow().partitions(SCALE);
        return IntStream.range(0, count).mapToObj(p -> new TopicPartition(topic, p)).toList();
    }

    /** Offset after the last record, whoever may see it. */
    long end(TopicPartition partition) {
        return partitions.getOrDefault(partition, List.of()).size();
    }

    /** The last stable offset: a reader sees nothing at or behind the first record whose transaction is open. */
    long stableEnd(TopicPartition partition) {
        var log = partitions.getOrDefault(partition, List.of());
        return IntStream.range(0, log.size()).filter(i -> log.get(i).visibility == Visibility.PENDING).findFirst()
                .orElse(log.size());
    }

    /** What a read-committed reader gets from there on, at most so many. */
    List<ConsumerRecord<String, byte[]>> read(TopicPartition partition, long from, int limit) {
        return partitions.getOrDefault(partition, List.of()).stream().limit(stableEnd(partition)).skip(from)
                .filter(e -> e.visibility == Visibility.COMMITTED).limit(limit).map(e -> e.record).toList();
    }

    /** Joins the group in place of whoever was in it. */
    int join(String group) {
        return generations.merge(group, 1, Integer::sum);
    }

    boolean isMember(String group, int generation) {
        return generations.getOrDefault(group, 0) == generation;
    }

    Map<TopicPartition, Long> offsets(String group) {
        return offsets.computeIfAbsent(group, _ -> new HashMap<>());
    }
}
