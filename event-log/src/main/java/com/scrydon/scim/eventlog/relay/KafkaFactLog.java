package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.UnpinnedSchemaException;
import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import com.scrydon.scim.eventlog.members.MemberRecord;
import com.scrydon.scim.eventlog.members.MemberRecords;
import com.scrydon.scim.eventlog.wiring.Acknowledgements;
import com.scrydon.scim.facts.PublishedFact;
import com.scrydon.scim.facts.RelayMarker;
import com.scrydon.scim.schemas.FactHeaderName;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Kafka as the log: one transactional producer per epoch; facts, their state twins, records of members and the marker in one transaction. */
final class KafkaFactLog implements FactLog {

    private static final Duration MARKER_POLL = Duration.ofMillis(200);
    /** Without a record; longer than any transaction may stay open. */
    private static final Duration MARKER_DEADLINE = Duration.ofSeconds(30);
    /** Offsets to look for the last marker at first: about 25 batches of two relays. */
    private static final long MARKER_WINDOW = 100;
    private static final int MARKER_WINDOW_GROWTH = 8;
    private static final String AVRO = "application/avro";
    /** Facts and records of members in one transaction: a large change of members is as many facts as any other, and a thousand times more. */
    private static final int MOST_RECORDS = 10_000;
    private static final TopicPartition PROGRESS = new TopicPartition(Topic.RELAY_PROGRESS.topicName(), 0);

    private static final List<Class<? extends Exception>> REFUSALS = List.of(RecordTooLargeException.class,
            RecordBatchTooLargeException.class, InvalidRecordException.class, InvalidTimestampException.class,
            SerializationException.class, InvalidTopicException.class);

    private final String relay;
    private final FactCodec codec;
    private final MemberRecords members;
    private final FactMac macs;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final ToLongFunction<TopicPartition> end;
    private final Supplier<Map<String, String>> topicCheck;
    private Map<String, String> topicIds = Map.of();
    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param producers makes a producer with the relay's own {@code transactional.id}
     * @param consumers makes a read-committed consumer without a group
     * @param end offset after the last record of a partition, records of open transactions included
     * @param topicCheck answers the ids of the topics; throws if they differ from their declaration: nothing is published then
     */
    KafkaFactLog(String relay, FactCodec codec, FactMac macs, Supplier<Producer<String, byte[]>> producers,
            Supplier<Consumer<String, byte[]>> consumers, ToLongFunction<TopicPartition> end,
            Supplier<Map<String, String>> topicCheck) {
        this.relay = relay;
        this.codec = codec;
        this.members = new MemberRecords(codec);
        this.macs = macs;
        this.producers = producers;
        this.consumers = consumers;
        this.end = end;
        this.topicCheck = topicCheck;
    }

    @Override
    public void openEpoch() {
        close();
        topicIds = topicCheck.get();
        var opened = producers.get();
        producer = opened;
        opened.initTransactions();
    }

    @Override
    public Map<String, String> topicIds() {
        return topicIds;
    }

    /**
     * Relays share the partition, and a read-committed reader sees nothing behind the open transaction of another relay,
     * whose process may have died: its own end would be too early. So this reads to the end that includes what is open,
     * which waits for that transaction to end or to time out (docs/decisions/002-marker-carries-positions.md).
     */
    @Override
    public Optional<Marker> lastMarker(LastMove move) {
        try (var consumer = consumers.get()) {
            consumer.assign(List.of(PROGRESS));
            long until = end.applyAsLong(PROGRESS);
            // Until the broker compacts it the topic has a marker of every batch: hardly ever is the whole of it needed. What is
            // older than the database may be a copy, or the log was restored: before the whole is read nobody knows.
            for (long window = MARKER_WINDOW;; window *= MARKER_WINDOW_GROWTH) {
                long from = Math.max(0, until - window);
                var search = new MarkerSearch(relay, macs, move,
                        value -> marker(codec.decode(value, RelayMarker.class)));
                read(consumer, from, until, search);
                if (search.isEnough() || from == 0) {
                    return search.result();
                }
            }
        }
    }

    private static void read(Consumer<String, byte[]> consumer, long from, long until, MarkerSearch search) {
        if (from == 0) {
            consumer.seekToBeginning(List.of(PROGRESS));
        } else {
            consumer.seek(PROGRESS, from);
        }
        var deadline = Instant.now().plus(MARKER_DEADLINE);
        // Control records leave gaps, so ask for the position.
        while (consumer.position(PROGRESS) < until) {
            var records = consumer.poll(MARKER_POLL);
            records.forEach(search::look);
            if (!records.isEmpty()) {
                deadline = Instant.now().plus(MARKER_DEADLINE);
            } else if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("the end of " + PROGRESS + " cannot be read: a transaction stays open");
            }
        }
    }

    @Override
    public List<OutboxRow> batch(List<OutboxRow> rows) {
        int records = 0;
        for (int taken = 0; taken < rows.size(); taken++) {
            records += 1 + (rows.get(taken).withoutTwin() ? 0 : count(rows.get(taken)));
            if (records > MOST_RECORDS && taken > 0) {
                return rows.subList(0, taken);
            }
        }
        return rows;
    }

    private int count(OutboxRow row) {
        try {
            return members.count(row.type(), row.payload());
        } catch (SerializationException _) {
            // Refused when it is sent: its key waits, the others go on.
            return 0;
        }
    }

    @Override
    public Publication publish(List<OutboxRow> rows, long batch, DatabaseIdentity database) {
        var open = producer;
        if (open == null) {
            throw new IllegalStateException("no epoch is open");
        }
        open.beginTransaction();
        List<Position> positions;
        try {
            positions = sendAll(open, rows);
        } catch (RuntimeException e) {
            var refusal = refusal(e);
            if (refusal.isEmpty()) {
                throw e;
            }
            open.abortTransaction();
            return rows.size() == 1
                    ? new Publication.Refused(rows.getFirst(), refusal.get())
                    : new Publication.OneRefused(refusal.get());
        }
        Acknowledgements.await(open.send(markerRecord(rows, positions, batch, database)));
        Failpoints.reach(Failpoints.RELAY_BEFORE_KAFKA_COMMIT + relay);
        open.commitTransaction();
        Failpoints.reach(Failpoints.RELAY_AFTER_KAFKA_COMMIT + relay);
        return new Publication.Published(positions);
    }

    /** Sends facts, twins and members and awaits them all: which of several failures came first is not known, a refusal is thrown. */
    private List<Position> sendAll(Producer<String, byte[]> producer, List<OutboxRow> rows) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        List<Future<RecordMetadata>> twins = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        try {
            rows.forEach(row -> send(producer, row, sent, twins));
        } catch (KafkaException e) {
            // Once a record failed, the producer takes no more; the futures tell why.
            failures.add(e);
        }
        producer.flush();
        List<Position> positions = new ArrayList<>(rows.size());
        sent.forEach(future -> position(future, failures).ifPresent(positions::add));
        for (var twin : twins) {
            var _ = position(twin, failures);
        }
        if (!failures.isEmpty()) {
            throw failures.stream().filter(e -> refusal(e).isPresent()).findFirst().orElse(failures.getFirst());
        }
        return positions;
    }

    private static Optional<Position> position(Future<RecordMetadata> future, List<RuntimeException> failures) {
        try {
            var metadata = Acknowledgements.await(future);
            return Optional.of(new Position(metadata.partition(), metadata.offset()));
        } catch (RuntimeException e) {
            failures.add(e);
            return Optional.empty();
        }
    }

    /** Why the log will never take a record, if that is what the failure says; trying again would fail for ever. */
    private static Optional<String> refusal(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> REFUSALS.stream().anyMatch(type -> type.isInstance(cause)))
                .filter(cause -> !(cause instanceof UnpinnedSchemaException)) // of the members: it waits for the deploy step
                .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage()).findFirst();
    }

    private void send(Producer<String, byte[]> producer, OutboxRow row, List<Future<RecordMetadata>> sent,
            List<Future<RecordMetadata>> twins) {
        var headers = headers(row);
        long time = row.occurredAt().toEpochMilli();
        sent.add(producer.send(
                macs.sign(new ProducerRecord<>(row.topic(), null, time, row.key(), row.payload(), headers))));
        twin(row).ifPresent(twin -> twins.add(producer.send(macs.sign(
                new ProducerRecord<>(twin.topicName(), null, time, row.key(), row.payload(), headers)))));
        if (!row.withoutTwin()) {
            members.of(row.type(), row.payload()).forEach(member -> twins.add(producer.send(macs.sign(
                    new ProducerRecord<>(Topic.GROUP_MEMBERS_STATE.topicName(), null, time, member.key(),
                            member.value(), headersOfMember(row, member))))));
        }
    }

    /** A type of a later version is one that tells the state. */
    private static Optional<Topic> twin(OutboxRow row) {
        boolean tellsState = !row.withoutTwin() && FactType.named(row.type()).map(FactType::tellsState).orElse(true);
        return tellsState ? Topic.named(row.topic()).flatMap(Topic::stateTwin) : Optional.empty();
    }

    /** No CloudEvent: one fact makes many of them. */
    private static List<Header> headersOfMember(OutboxRow row, MemberRecord member) {
        List<Header> headers = new ArrayList<>(about(row, member.key()));
        if (member.value() != null) {
            headers.add(header(FactHeaderName.CONTENT_TYPE, AVRO));
        }
        return headers;
    }

    /** CloudEvents binary mode: what a reader may want to know without decoding. */
    private static List<Header> headers(OutboxRow row) {
        List<Header> headers = new ArrayList<>();
        headers.add(header(FactHeaderName.SPEC_VERSION, "1.0"));
        headers.add(header(FactHeaderName.ID, row.eventId().toString()));
        headers.add(header(FactHeaderName.TYPE, row.type()));
        headers.add(header(FactHeaderName.SOURCE, "/scrydon/scim"));
        headers.add(header(FactHeaderName.CONTENT_TYPE, AVRO));
        headers.addAll(about(row, row.key()));
        return headers;
    }

    private static List<Header> about(OutboxRow row, String key) {
        List<Header> headers = new ArrayList<>();
        headers.add(header(FactHeaderName.SUBJECT, key));
        headers.add(header(FactHeaderName.TIME, row.occurredAt().truncatedTo(ChronoUnit.MILLIS).toString()));
        headers.add(header(FactHeaderName.ORGANISATION, row.organisationId().toString()));
        row.eventSeq().ifPresent(n -> headers.add(header(FactHeaderName.SEQUENCE, FactMac.sequence(n))));
        return headers;
    }

    private static Header header(FactHeaderName name, String value) {
        return new RecordHeader(name.headerName(), value.getBytes(StandardCharsets.UTF_8));
    }

    private ProducerRecord<String, byte[]> markerRecord(List<OutboxRow> rows, List<Position> positions, long batch,
            DatabaseIdentity database) {
        List<PublishedFact> facts = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            facts.add(new PublishedFact(rows.get(i).eventId(), positions.get(i).partition(),
                    positions.get(i).offset()));
        }
        var marker = new RelayMarker(relay, batch, facts, database.systemIdentifier(), database.timeline());
        return macs.sign(new ProducerRecord<>(PROGRESS.topic(), PROGRESS.partition(), relay,
                codec.encode(Topic.RELAY_PROGRESS, marker)));
    }

    private static Marker marker(RelayMarker marker) {
        Map<UUID, Position> positions = HashMap.newHashMap(marker.getFacts().size());
        marker.getFacts()
                .forEach(f -> positions.put(f.getEventId(), new Position(f.getPartition(), f.getOffset())));
        return new Marker(marker.getBatch(), positions,
                new DatabaseIdentity(marker.getSystemIdentifier(), marker.getTimeline()));
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
