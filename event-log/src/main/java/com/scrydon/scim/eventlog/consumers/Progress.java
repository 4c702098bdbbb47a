package com.scrydon.scim.eventlog.consumers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far a consumer is. When nothing comes it commits where it stands, which is behind the markers of the transactions it has read:
 * a lag counts records, and at rest it is 0 (R30b). Only what was handled lies before that place, since an empty poll comes after the batch.
 */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    /** Of looking where an idle consumer stands, and of showing positions that are kept elsewhere. */
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private final String name;
    private final Consumer<String, byte[]> consumer;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> toShow = new HashMap<>();
    private long nextLook;

    Progress(String name, Consumer<String, byte[]> consumer, LongSupplier nanoTime) {
        this.name = name;
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.nextLook = nanoTime.getAsLong();
    }

    /** What was known of partitions that may be another's now. */
    void forget() {
        committed.clear();
        toShow.clear();
    }

    /** Nothing came. */
    void idle() {
        if (!isDue()) {
            return;
        }
        Map<TopicPartition, Long> passed = new HashMap<>();
        for (var partition : consumer.assignment()) {
            try {
                long position = consumer.position(partition, AT_ONCE);
                if (position > committed.getOrDefault(partition, 0L)) {
                    passed.put(partition, position);
                }
            } catch (RetriableException | NoOffsetForPartitionException e) {
                // Not positioned yet: the next poll sees to that, and is where a lost offset is found.
                LOG.debug("{} does not know yet where it stands in {}", name, partition, e);
            }
        }
        commit(passed);
    }

    /** Commits now and then, for people to see. */
    void show(Map<TopicPartition, Long> next) {
        toShow.putAll(next);
        if (isDue()) {
            commit(Map.copyOf(toShow));
            toShow.clear();
        }
    }

    void commit(Map<TopicPartition, Long> next) {
        if (next.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(next.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue()))));
            committed.putAll(next);
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOG.info("{} could not commit offsets; whoever has the partitions handles the batch again: {}", name,
                    e.getMessage());
        }
    }

    private boolean isDue() {
        long now = nanoTime.getAsLong();
        if (now - nextLook < 0) {
            return false;
        }
        nextLook = now + EVERY_NANOS;
        return true;
    }
}
