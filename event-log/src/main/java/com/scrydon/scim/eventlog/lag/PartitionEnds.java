package com.scrydon.scim.eventlog.lag;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the partitions of a group end, and where the group is in them.
 *
 * @param stable up to where a read-committed consumer can read: the last stable offset
 * @param end behind the last record, transactions that are open included
 * @param committed where the group reads on
 */
record PartitionEnds(Map<TopicPartition, Long> stable, Map<TopicPartition, Long> end,
        Map<TopicPartition, Long> committed) {

    static PartitionEnds of(Admin admin, ConsumerGroup group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group.group()).partitionsToOffsetAndMetadata().get();
        var partitions = admin.describeTopics(group.topics()).allTopicNames().get().values().stream().flatMap(
                topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
        // The end after the stable end: what is written between the two questions must not look like a transaction's.
        var end = offsets(admin, partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        var stable = offsets(admin, partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        var begin = offsets(admin, partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
        return new PartitionEnds(stable, end, partitions.stream().collect(Collectors.toMap(Function.identity(), p -> {
            var next = committed.get(p);
            return next == null ? begin.getOrDefault(p, 0L) : next.offset();
        })));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Collection<TopicPartition> partitions,
            OffsetSpec which, IsolationLevel isolation) throws ExecutionException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        return admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    Lag lag() {
        return committed.keySet().stream().map(this::lag).reduce(Lag.NONE, Lag::plus);
    }

    private Lag lag(TopicPartition partition) {
        long from = committed.getOrDefault(partition, 0L);
        return new Lag(Math.max(0, end.getOrDefault(partition, from) - from), held(partition));
    }

    /** How many records an open transaction hides. */
    long held(TopicPartition partition) {
        return Math.max(0, end.getOrDefault(partition, 0L) - stable.getOrDefault(partition, 0L));
    }
}
