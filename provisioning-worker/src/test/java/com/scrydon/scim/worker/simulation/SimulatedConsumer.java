package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.worker.simulation.Life.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;

/**
 * Kafka's consumer on the log in memory: the one member of a group, or a reader without one. Which partitions answer a
 * poll and with how many records is left to chance, so batches split and partitions overtake each other.
 */
final class SimulatedConsumer extends MockConsumer<String, byte[]> {

    private static final int MOST = 5;

    private final InMemoryLog log;
    private final Life life;
    private final String group;
    private final Supplier<Chance> chance;
    private final int generation;
    private final Map<TopicPartition, Long> next = new LinkedHashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private Runnable assign = () -> {};

    SimulatedConsumer(InMemoryLog log, Life life, String group, Supplier<Chance> chance) {
        super("none");
        this.log = log;
        this.life = life;
        this.group = group;
        this.chance = chance;
        this.generation = group.isEmpty() ? 0 : log.join(group);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        assign = () -> {
            assign = () -> {};
            var all = topics.stream().flatMap(t -> InMemoryLog.partitionsOf(t).stream()).toList();
            all.forEach(p -> next.put(p, log.offsets(group).getOrDefault(p, 0L)));
            listener.onPartitionsAssigned(all);
        };
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        partitions.forEach(p -> next.put(p, 0L));
    }

    @Override
    public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
        call("poll");
        assign.run();
        var records = new HashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
        if (!group.isEmpty() && !log.isMember(group, generation)) {
            return ConsumerRecords.empty();
        }
        for (var partition : answering()) {
            var read = log.read(partition, position(partition), group.isEmpty() ? 1_000 : chance.get().upTo(MOST));
            if (read.isEmpty()) {
                next.put(partition, log.stableEnd(partition));
                if (group.isEmpty()) {
                    log.expireTransactions(partition);
                }
            } else {
                records.put(partition, read);
                next.put(partition, read.getLast().offset() + 1);
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    private List<TopicPartition> answering() {
        var answering = new ArrayList<>(next.keySet());
        answering.removeAll(paused);
        return group.isEmpty() ? answering : chance.get().some(answering);
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        call("before the offsets are committed");
        if (!log.isMember(group, generation)) {
            throw new CommitFailedException("simulated: somebody else has the partitions");
        }
        offsets.forEach((p, o) -> log.offsets(group).put(p, o.offset()));
        call("after the offsets are committed");
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return log.offsets(group).entrySet().stream().filter(e -> partitions.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue())));
    }

    @Override
    public synchronized Set<TopicPartition> assignment() {
        return Set.copyOf(next.keySet());
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
        partitions.forEach(p -> next.put(p, 0L));
    }

    @Override
    public synchronized long position(TopicPartition partition) {
        return next.getOrDefault(partition, 0L);
    }

    @Override
    public synchronized void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
    }

    @Override
    public synchronized void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    @Override
    public void close() {}

    private void call(String what) {
        if (life.call(what) == Fate.FAILS) {
            throw new DisconnectException("simulated: no answer to " + what);
        }
    }
}
