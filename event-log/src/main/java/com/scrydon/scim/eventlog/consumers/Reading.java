package com.scrydon.scim.eventlog.consumers;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership of a group, and all that decides what is read in it: where to read on when partitions come, what becomes of a batch, and
 * the way back to its first record when it failed, with paused polls until the pause is over, so that the consumer stays in the group. Who
 * polls calls it: {@link ContainerPolling} in services, a simulation turn by turn.
 */
final class Reading implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Duration PAUSED_POLL = Duration.ofMillis(50);

    private final String name;
    private final Consumer<String, byte[]> consumer;
    private final BatchHandler handler;
    private final Optional<PositionSource> positions;
    private final Attempts attempts;
    private final LongSupplier nanoTime;
    private final Progress progress;
    private boolean joined;
    private boolean pausing;
    private long pausedUntil;

    /** @param consumer whose subscription this listens to */
    Reading(String name, Consumer<String, byte[]> consumer, BatchHandler handler, Optional<PositionSource> positions,
            Attempts attempts, LongSupplier nanoTime) {
        this.name = name;
        this.consumer = consumer;
        this.handler = handler;
        this.positions = positions;
        this.attempts = attempts;
        this.nanoTime = nanoTime;
        this.progress = new Progress(name, consumer, nanoTime);
    }

    Consumer<String, byte[]> consumer() {
        return consumer;
    }

    /**
     * Polls. Kafka's new consumer may look for committed offsets while the assignment callback is still positioning, and
     * find none: those partitions are positioned here. An offset that is out of range is another matter and passes.
     */
    ConsumerRecords<String, byte[]> poll(Duration timeout) {
        ConsumerRecords<String, byte[]> records;
        try {
            records = consumer.poll(timeout);
        } catch (NoOffsetForPartitionException e) {
            Set<TopicPartition> held = new LinkedHashSet<>(e.partitions());
            held.retainAll(consumer.assignment());
            onPartitionsAssigned(held);
            records = ConsumerRecords.empty();
        }
        if (attempts.state() instanceof State.Starting) {
            attempts.succeeded();
        }
        if (records.isEmpty()) {
            attempts.idle();
            progress.idle();
        }
        return records;
    }

    /** Handles a batch and commits it; after an exception whoever polls must {@link #goBack go back}. */
    void handle(List<ConsumerRecord<String, byte[]>> batch) {
        try {
            handler.handle(batch);
            commit(batch);
            attempts.succeeded();
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            attempts.failed(e);
            throw e;
        }
    }

    /** Where the handler's store keeps the positions, Kafka's are only shown to people and need not be new. */
    private void commit(List<ConsumerRecord<String, byte[]>> batch) {
        Map<TopicPartition, Long> next = new HashMap<>();
        batch.forEach(r -> next.put(new TopicPartition(r.topic(), r.partition()), r.offset() + 1));
        if (positions.isPresent()) {
            progress.show(next);
        } else {
            progress.commit(next);
        }
    }

    /** Goes back to the first record of a failed batch on every partition still held, and begins a pause. */
    void goBack(ConsumerRecords<?, ?> batch) {
        seekToFirst(batch);
        pause();
    }

    private void seekToFirst(ConsumerRecords<?, ?> batch) {
        Set<TopicPartition> held = new LinkedHashSet<>(batch.partitions());
        held.retainAll(consumer.assignment());
        held.forEach(p -> consumer.seek(p, batch.records(p).getFirst().offset()));
    }

    /** Whether the pause after a failure goes on: then {@link #waitOn} is called, and not {@link #poll}. */
    boolean isPausing() {
        return pausing;
    }

    /** Polls paused partitions for a moment, or ends the pause. */
    void waitOn() {
        if (nanoTime.getAsLong() - pausedUntil >= 0) {
            readOnFromTheStore();
            return;
        }
        consumer.pause(consumer.assignment());
        // A partition assigned during the pause may deliver before it is paused; read those records again.
        seekToFirst(consumer.poll(PAUSED_POLL));
    }

    /** A store that came back may have lost more than the batch in hand; while it is away the pause goes on. */
    private void readOnFromTheStore() {
        try {
            positions.ifPresent(_ -> position(consumer.assignment()));
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            attempts.failed(e);
            pause();
            return;
        }
        pausing = false;
        consumer.resume(consumer.assignment());
    }

    private void pause() {
        pausing = true;
        pausedUntil = nanoTime.getAsLong() + attempts.pause().toNanos();
    }

    /** Sets where to read on. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        progress.forget();
        position(assigned);
        if (!joined) {
            joined = true;
            attempts.joined();
        }
    }

    private void position(Collection<TopicPartition> assigned) {
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
