package com.scrydon.scim.eventlog.consumers;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics in ordered batches. Offsets are committed after the handler returns, or kept by the handler's own store.
 * A batch that fails is read again from its first record, for ever, with a growing pause in which the consumer keeps
 * polling, so that it stays in its group. Why this loop is ours: docs/decisions/003-consumer-loop.md.
 */
public final class BatchConsumer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSED_POLL = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String name;
    private final List<String> topics;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final BatchHandler handler;
    private final Optional<PositionSource> positions;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile State state = new State.Starting();
    private int failures;

    /** What a consumer is doing, for health and status. */
    public sealed interface State {

        /** Joining its group. */
        record Starting() implements State {}

        /** Reading. */
        record Running() implements State {}

        /** The same batch failed so many times in a row; it is tried again. */
        record Retrying(int failures, String reason) implements State {}

        /** Records were lost from under the consumer; an operator must decide. */
        record Stopped(String reason) implements State {}
    }

    /**
     * @param name of the thread, the logs and the metrics
     * @param consumers makes a consumer with a group, read-committed, without automatic commits
     * @param positions where to read on; empty to follow the group's committed offsets
     */
    public BatchConsumer(String name, List<String> topics, Supplier<Consumer<String, byte[]>> consumers,
            BatchHandler handler, Optional<PositionSource> positions) {
        this.name = name;
        this.topics = List.copyOf(topics);
        this.consumers = consumers;
        this.handler = handler;
        this.positions = positions;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public String name() {
        return name;
    }

    public State state() {
        return state;
    }

    private void run() {
        while (!stopped) {
            try (var consumer = consumers.get()) {
                var positioning = new Positioning(consumer);
                consumer.subscribe(topics, positioning);
                readUntilStopped(consumer, positioning);
            } catch (InvalidOffsetException e) {
                LOG.error("{} stops: records it has not read are gone from the log: {}", name, e.getMessage());
                state = new State.Stopped(String.valueOf(e.getMessage()));
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
                    failed(e);
                    pause();
                }
            }
        }
    }

    private void readUntilStopped(Consumer<String, byte[]> consumer, Positioning positioning) {
        while (!stopped) {
            var records = poll(consumer, positioning);
            if (state instanceof State.Starting) {
                state = new State.Running();
            }
            if (records.isEmpty()) {
                continue;
            }
            List<ConsumerRecord<String, byte[]>> batch = records.partitions().stream()
                    .flatMap(p -> records.records(p).stream()).toList();
            try {
                handler.handle(batch);
                commit(consumer, batch);
                failures = 0;
                state = new State.Running();
            } catch (WakeupException e) {
                throw e;
            } catch (RuntimeException e) {
                failed(e);
                rewindAndWait(consumer, batch);
            }
        }
    }

    /**
     * Polls. Kafka's new consumer may look for committed offsets while the assignment callback is still positioning, and
     * find none: those partitions are positioned here. An offset that is out of range is another matter and passes.
     */
    private static ConsumerRecords<String, byte[]> poll(Consumer<String, byte[]> consumer, Positioning positioning) {
        try {
            return consumer.poll(POLL);
        } catch (NoOffsetForPartitionException e) {
            Set<TopicPartition> held = new LinkedHashSet<>(e.partitions());
            held.retainAll(consumer.assignment());
            positioning.onPartitionsAssigned(held);
            return ConsumerRecords.empty();
        }
    }

    private void commit(Consumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> batch) {
        if (positions.isPresent()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        batch.forEach(
                r -> next.put(new TopicPartition(r.topic(), r.partition()), new OffsetAndMetadata(r.offset() + 1)));
        try {
            consumer.commitSync(next);
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.info("{} could not commit offsets; whoever has the partitions handles the batch again: {}", name,
                    e.getMessage());
        }
    }

    private void failed(RuntimeException e) {
        failures++;
        var reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        state = new State.Retrying(failures, reason);
        LOG.warn("{} failed {} times in a row and tries the same batch again: {}", name, failures, reason);
        LOG.debug("{} failure", name, e);
    }

    /** Goes back to the first record of the batch on every partition still held, and keeps polling while it waits. */
    private void rewindAndWait(Consumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> batch) {
        Map<TopicPartition, Long> first = new HashMap<>();
        batch.forEach(r -> first.merge(new TopicPartition(r.topic(), r.partition()), r.offset(), Math::min));
        Set<TopicPartition> paused = new LinkedHashSet<>(first.keySet());
        paused.retainAll(consumer.assignment());
        paused.forEach(p -> consumer.seek(p, first.getOrDefault(p, 0L)));
        long until = System.nanoTime() + pauseLength().toNanos();
        while (!stopped && System.nanoTime() - until < 0) {
            consumer.pause(consumer.assignment());
            var early = consumer.poll(PAUSED_POLL);
            // A partition assigned during the pause may deliver before it is paused; read those records again.
            early.partitions().forEach(p -> consumer.seek(p, early.records(p).getFirst().offset()));
        }
        consumer.resume(consumer.assignment());
    }

    private Duration pauseLength() {
        var grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    }

    private void pause() {
        try {
            var _ = stopping.await(pauseLength().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Stops after the batch in hand, whose offsets are still committed. */
    @Override
    public void close() {
        stopped = true;
        stopping.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sets where to read on whenever partitions are assigned. */
    private final class Positioning implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;

        Positioning(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (positions.isPresent()) {
                var next = positions.get().nextOffsets(assigned);
                assigned.forEach(p -> readOn(p, Optional.ofNullable(next.get(p))));
                return;
            }
            // auto.offset.reset is none, so that a lost offset stops us; a group that is new here starts at the start.
            var committed = consumer.committed(Set.copyOf(assigned));
            assigned.stream().filter(p -> committed.get(p) == null).forEach(p -> readOn(p, Optional.empty()));
        }

        private void readOn(TopicPartition partition, Optional<Long> next) {
            next.ifPresentOrElse(offset -> consumer.seek(partition, offset), () -> {
                LOG.info("{} reads {} from its beginning: nothing was read there before", name, partition);
                consumer.seekToBeginning(List.of(partition));
            });
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // Nothing is in hand between batches: offsets are committed before the next poll.
        }
    }
}
