package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.TestFacts;
import com.scrydon.scim.audit.entries.FactReader;
import com.scrydon.scim.audit.judging.Judgement;
import com.scrydon.scim.audit.judging.KnownEvents;
import com.scrydon.scim.audit.judging.UntrueRecords;
import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.proof.Link;
import com.scrydon.scim.proof.Verdict;
import com.scrydon.scim.proof.Verification;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.SettableClock;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An intake on a real database, without a consumer: the test hands it its batches. */
final class Sink {

    static final TopicPartition USERS_0 = new TopicPartition(Topic.USERS.topicName(), 0);

    final FactCodec codec;
    final JdbcClient owner;
    final Positions positions;
    final IntakeCounters counters = new IntakeCounters(new SimpleMeterRegistry());
    final AtomicReference<KeyRing> ring = new AtomicReference<>(KeyRing.parse(TestKeys.RING));
    final Rejudging rejudging;
    private final FactMac signer = new FactMac(() -> KeyRing.parse(TestKeys.RING));
    private final Intake intake;

    /** @param topicGeneration part of the topic ids; another one is a topic made anew */
    Sink(TestPostgres.Database database, String topicGeneration) {
        owner = JdbcClient.create(database.owner());
        var pins = new SchemaPins(owner, Optional.empty());
        TestFacts.pinSchemas(pins);
        var source = database.dataSource("audit_sink");
        var jdbc = JdbcClient.create(source);
        var transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        var clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
        var heads = new ChainHeads(jdbc);
        codec = new FactCodec(new SchemaPins(jdbc, Optional.empty()));
        positions = new Positions(heads,
                topics -> topics.stream().collect(Collectors.toMap(t -> t, t -> t + "-" + topicGeneration)));
        var indexing = new PartitionIndexing(transactions, heads, new RecordStore(jdbc), new NameStore(jdbc),
                new KnownEvents(jdbc), new Stories(jdbc), new UntrueRecords(jdbc),
                new Outbox(jdbc, codec, () -> {}), clock);
        var judgement = new Judgement(new FactMac(ring::get), new FactReader(codec), new PartitionScale(1, 1));
        intake = new Intake(judgement, positions, indexing, new MonthPartitions(transactions, jdbc, clock), counters);
        rejudging = new Rejudging(ring::get, judgement, new UntrueRecords(jdbc), indexing, counters);
        positions.nextOffsets(Topic.audited().map(t -> new TopicPartition(t.topicName(), 0)).toList());
    }

    ConsumerRecord<String, byte[]> record(Topic topic, long offset, SpecificRecord fact) {
        return signed(signer, topic, offset, fact);
    }

    ConsumerRecord<String, byte[]> signed(FactMac by, Topic topic, long offset, SpecificRecord fact) {
        return TestFacts.read(TestFacts.signed(by, topic, codec.encode(topic, fact), fact), offset);
    }

    /** A record of any content, as a relay would have written it. */
    ConsumerRecord<String, byte[]> raw(Topic topic, long offset, byte @Nullable [] content) {
        return TestFacts.read(signer.sign(new ProducerRecord<>(topic.topicName(), "key", content)), offset);
    }

    void handle(List<ConsumerRecord<String, byte[]>> batch) {
        intake.handle(batch);
    }

    Optional<Long> nextOffset(TopicPartition partition) {
        return Optional.ofNullable(positions.nextOffsets(List.of(partition)).get(partition));
    }

    /** Offsets in the order of the index. */
    List<Long> indexedOffsets(Topic topic) {
        return owner.sql("select \"offset\" from audit.record where topic = :topic order by id")
                .param("topic", topic.topicName()).query(Long.class).list();
    }

    Verdict verify(TopicPartition partition) {
        var links = owner.sql("""
                select chain_position, raw, salt, leaf from audit.record
                where topic = :topic and partition = :partition
                union all
                select chain_position, coalesce(raw, ''), salt, leaf from audit.undecodable_record
                where topic = :topic and partition = :partition
                order by chain_position
                """).param("topic", partition.topic()).param("partition", partition.partition())
                .query((row, n) -> new Link(row.getLong(1), row.getBytes(2), row.getBytes(3), row.getBytes(4))).list();
        var head = Optional.ofNullable(new ChainHeads(owner).all().get(partition)).orElseThrow();
        return Verification.of(links.iterator(), head.hash(), head.length());
    }
}
