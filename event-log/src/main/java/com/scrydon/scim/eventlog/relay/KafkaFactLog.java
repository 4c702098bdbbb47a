package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.facts.PublishedFact;
import com.scrydon.scim.facts.RelayMarker;
import com.scrydon.scim.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Kafka as the log: one transactional producer per epoch; facts, their state twins and the marker in one transaction. */
final class KafkaFactLog implements FactLog {

    private static final Duration MARKER_POLL = Duration.ofMillis(200);
    /** Longer than any transaction may stay open. */
    private static final Duration MARKER_DEADLINE = Duration.ofSeconds(30);
    private static final TopicPartition PROGRESS = new TopicPartition(Topic.RELAY_PROGRESS.topicName(), 0);

    private final String relay;
    private final FactCodec codec;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final ToLongFunction<TopicPartition> end;
    private final Runnable topicCheck;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param producers makes a producer with the relay's own {@code transactional.id}
     * @param consumers makes a read-committed consumer without a group
     * @param end offset after the last record of a partition, records of open transactions included
     * @param topicCheck throws if topics differ from their declaration; nothing is published then
     */
    KafkaFactLog(String relay, FactCodec codec, Supplier<Producer<String, byte[]>> producers,
            Supplier<Consumer<String, byte[]>> consumers, ToLongFunction<TopicPartition> end, Runnable topicCheck) {
        this.relay = relay;
        this.codec = codec;
        this.producers = producers;
        this.consumers = consumers;
        this.end = end;
        this.topicCheck = topicCheck;
    }

    @Override
    public void openEpoch() {
        close();
        topicCheck.run();
        var opened = producers.get();
        producer = opened;
        opened.initTransactions();
    }

    /**
     * Relays share the partition, and a read-committed reader sees nothing behind the open transaction of another relay,
     * whose process may have died: its own end would be too early. So this reads to the end that includes what is open,
     * which waits for that transaction to end or to time out (docs/decisions/002-marker-carries-positions.md).
     */
    @Override
    public Optional<Marker> lastMarker() {
        try (var consumer = consumers.get()) {
            consumer.assign(List.of(PROGRESS));
            consumer.seekToBeginning(List.of(PROGRESS));
            long until = end.applyAsLong(PROGRESS);
            long deadline = System.nanoTime() + MARKER_DEADLINE.toNanos();
            Optional<Marker> last = Optional.empty();
            // Control records leave gaps, so ask for the position.
            while (consumer.position(PROGRESS) < until) {
                for (var record : consumer.poll(MARKER_POLL)) {
                    if (relay.equals(record.key())) {
                        last = Optional.of(marker(codec.decode(record.value(), RelayMarker.class)));
                    }
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("the end of " + PROGRESS + " cannot be read: a transaction stays open");
                }
            }
            return last;
        }
    }

    @Override
    public Publication publish(List<OutboxRow> rows, long batch, DatabaseIdentity database) {
        var open = producer;
        if (open == null) {
            throw new IllegalStateException("no epoch is open");
        }
        open.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        List<Future<RecordMetadata>> twins = new ArrayList<>();
        for (var row : rows) {
            try {
                send(open, row, sent, twins);
            } catch (RecordTooLargeException | SerializationException | InvalidTopicException e) {
                open.abortTransaction();
                return new Publication.Refused(row, String.valueOf(e.getMessage()));
            }
        }
        open.flush();
        List<Position> positions = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            try {
                var metadata = await(sent.get(i));
                positions.add(new Position(metadata.partition(), metadata.offset()));
            } catch (RecordTooLargeException | InvalidTopicException e) {
                open.abortTransaction();
                return new Publication.Refused(rows.get(i), String.valueOf(e.getMessage()));
            }
        }
        twins.forEach(KafkaFactLog::await);
        await(open.send(markerRecord(rows, positions, batch, database)));
        Failpoints.reach(Failpoints.RELAY_BEFORE_KAFKA_COMMIT + relay);
        open.commitTransaction();
        Failpoints.reach(Failpoints.RELAY_AFTER_KAFKA_COMMIT + relay);
        return new Publication.Published(positions);
    }

    private static void send(Producer<String, byte[]> producer, OutboxRow row, List<Future<RecordMetadata>> sent,
            List<Future<RecordMetadata>> twins) {
        var headers = headers(row);
        long time = row.occurredAt().toEpochMilli();
        sent.add(producer.send(new ProducerRecord<>(row.topic(), null, time, row.key(), row.payload(), headers)));
        Topic.named(row.topic()).flatMap(Topic::stateTwin).ifPresent(twin -> twins.add(producer
                .send(new ProducerRecord<>(twin.topicName(), null, time, row.key(), row.payload(), headers))));
    }

    /** CloudEvents binary mode: what a reader may want to know without decoding. */
    private static List<Header> headers(OutboxRow row) {
        List<Header> headers = new ArrayList<>();
        headers.add(header("ce_specversion", "1.0"));
        headers.add(header("ce_id", row.eventId().toString()));
        headers.add(header("ce_type", row.type()));
        headers.add(header("ce_source", "/scrydon/scim"));
        headers.add(header("ce_subject", row.key()));
        headers.add(header("ce_time", row.occurredAt().toString()));
        headers.add(header("ce_organisationid", row.organisationId().toString()));
        headers.add(header("content-type", "application/avro"));
        row.eventSeq().ifPresent(n -> headers.add(header("ce_sequence", n.toString())));
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private ProducerRecord<String, byte[]> markerRecord(List<OutboxRow> rows, List<Position> positions, long batch,
            DatabaseIdentity database) {
        List<PublishedFact> facts = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            facts.add(new PublishedFact(rows.get(i).eventId(), positions.get(i).partition(),
                    positions.get(i).offset()));
        }
        var marker = new RelayMarker(relay, batch, facts, database.systemIdentifier(), database.timeline());
        return new ProducerRecord<>(PROGRESS.topic(), PROGRESS.partition(), relay,
                codec.encode(Topic.RELAY_PROGRESS, marker));
    }

    private static Marker marker(RelayMarker marker) {
        Map<UUID, Position> positions = HashMap.newHashMap(marker.getFacts().size());
        marker.getFacts()
                .forEach(f -> positions.put(f.getEventId(), new Position(f.getPartition(), f.getOffset())));
        return new Marker(marker.getBatch(), positions,
                new DatabaseIdentity(marker.getSystemIdentifier(), marker.getTimeline()));
    }

    private static RecordMetadata await(Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException("a record was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for an acknowledgement", e);
        }
    }

    @Override
    public void close() {
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
