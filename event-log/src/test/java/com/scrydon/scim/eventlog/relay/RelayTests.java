package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.FactCodecTests.OneSchemaPerTopic;
import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay on a real Postgres and a real broker: one database and relay name per test, one broker for all. */
@Tag("R27")
class RelayTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final UUID ORGANISATION = new UUID(1, 1);

    private final FactCodec codec = new FactCodec(new OneSchemaPerTopic());
    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final String name = "relay-" + UUID.randomUUID();
    private final UUID team = UUID.randomUUID();

    @BeforeEach
    void oneTeam() {
        owner.sql("update directory.relay set name = :name").param("name", name).update();
        owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'o', 'O')")
                .param("id", ORGANISATION).update();
        owner.sql("insert into directory.team (id, organisation_id, name, created_at) values (:id, :o, 'T', now())")
                .param("id", team).param("o", ORGANISATION).update();
    }

    @Test
    void r26_factsAppendedInARolledBackTransactionAreNeverPublished() {
        var source = database.dataSource("scim_ingress");
        var client = JdbcClient.create(source);
        var rolledBack = new TransactionTemplate(new JdbcTransactionManager(source));
        rolledBack.executeWithoutResult(tx -> {
            append(client, 3);
            tx.setRollbackOnly();
        });
        commit(2);
        try (var relay = relay()) {
            relay.start();
            assertThatTheTopicHoldsExactly(2);
        }
    }

    @Test
    void r27_eachFactIsInTheTopicOnceAndInOrderWithItsTwinAndItsPosition() {
        commit(5);
        commit(7);
        try (var relay = relay()) {
            relay.start();
            assertThatTheTopicHoldsExactly(12);
            assertThat(owner.sql("select count(*) from directory.outbox").query(Long.class).single()).isZero();
            var published = owner.sql("""
                    select event_seq from directory.outbox_published order by topic, partition, "offset"
                    """).query(Long.class).list();
            assertThat(published).isEqualTo(LongStream.rangeClosed(1, 12).boxed().toList());
            assertThat(read(Topic.TEAMS_STATE).getLast()).isEqualTo(12L);
        }
    }

    @Test
    void r27_aMoveLostAfterTheKafkaCommitIsMadeUpAndNothingIsPublishedTwice() {
        commit(4);
        var log = log();
        log.openEpoch();
        var rows = unpublished();
        assertThat(log.publish(rows, 1, identity())).isInstanceOf(FactLog.Publication.Published.class);
        log.close();
        commit(3);
        try (var relay = relay()) {
            relay.start();
            assertThatTheTopicHoldsExactly(7);
        }
    }

    @Test
    void r27_aLeaderThatWasReplacedCanCommitNothing() {
        commit(2);
        var frozen = log();
        frozen.openEpoch();
        var rows = unpublished();
        try (var relay = relay()) {
            relay.start();
            assertThatTheTopicHoldsExactly(2);
            assertThatThrownBy(() -> frozen.publish(rows, 1, identity())).isInstanceOf(RuntimeException.class);
            commit(1);
            assertThatTheTopicHoldsExactly(3);
        } finally {
            frozen.close();
        }
    }

    @Test
    void r27_onlyOneOfTwoRelaysLeadsAndTheOtherTakesOver() {
        var first = relay();
        var second = relay();
        first.start();
        Eventually.within(DEADLINE, () -> assertThat(first.status()).isInstanceOf(RelayStatus.Leading.class));
        second.start();
        Eventually.within(DEADLINE, () -> assertThat(second.status()).isInstanceOf(RelayStatus.StandingBy.class));
        commit(2);
        assertThatTheTopicHoldsExactly(2);
        first.close();
        commit(2);
        assertThatTheTopicHoldsExactly(4);
        second.close();
    }

    @Test
    void r27_lostDatabaseConnectionsAreSurvived() throws Exception {
        try (var relay = relay()) {
            relay.start();
            commit(2);
            assertThatTheTopicHoldsExactly(2);
            database.terminateConnections();
            commit(2);
            assertThatTheTopicHoldsExactly(4);
        }
    }

    @Test
    void r27_aDatabaseOlderThanTheLogClosesTheWriteGateAndNothingIsPublished() {
        commit(2);
        try (var relay = relay()) {
            relay.start();
            assertThatTheTopicHoldsExactly(2);
        }
        owner.sql("update directory.relay set relay_batch = relay_batch + 7").update();
        commit(1);
        try (var relay = relay()) {
            relay.start();
            Eventually.within(DEADLINE, () -> assertThat(relay.status()).isInstanceOf(RelayStatus.GateClosed.class));
            assertThatThrownBy(() -> commit(1)).isInstanceOf(WriteGateClosedException.class);
            assertThatTheTopicHoldsExactly(2);
        }
    }

    @Test
    void r27_anOpenTransactionOfAnotherRelayDoesNotHideTheOwnMarker() {
        commit(2);
        try (var relay = relay()) {
            relay.start();
            assertThatTheTopicHoldsExactly(2);
        }
        try (var other = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers(), "transactional.id",
                        "other-" + name, "transaction.timeout.ms", 3_000),
                new StringSerializer(), new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            var _ = other.send(new ProducerRecord<>(Topic.RELAY_PROGRESS.topicName(), 0, "other-" + name, new byte[0]));
            other.flush();
            commit(2);
            try (var relay = relay()) {
                relay.start();
                assertThatTheTopicHoldsExactly(4);
            }
            commit(1);
            try (var relay = relay()) {
                relay.start();
                assertThatTheTopicHoldsExactly(5);
                assertThat(relay.status()).isInstanceOf(RelayStatus.Leading.class);
            }
        }
    }

    private void commit(int facts) {
        var source = database.dataSource("scim_ingress");
        new TransactionTemplate(new JdbcTransactionManager(source))
                .executeWithoutResult(_ -> append(JdbcClient.create(source), facts));
    }

    private void append(JdbcClient client, int facts) {
        var locked = new Aggregates(client).lock(AggregateKind.TEAM, ORGANISATION, team).orElseThrow();
        var outbox = new Outbox(client, codec, () -> {});
        var context = new FactContext(new Actor("system", "test", "test"), "r", null, null, Instant.ofEpochMilli(1));
        outbox.append(context, IntStream.range(0, facts).mapToObj(_ -> new PendingFact(locked, "scim.team.created",
                header -> TeamFact.newBuilder().setHeader(header).setTeamId(team).setName("T").build())).toList());
    }

    private Relay relay() {
        return new Relay(name, this::connect, log(),
                new RelayProperties(3, Duration.ofMillis(5), Duration.ofMillis(25)));
    }

    private java.sql.Connection connect() throws java.sql.SQLException {
        return database.dataSource("scim_ingress").getConnection();
    }

    private KafkaFactLog log() {
        return new KafkaFactLog(name, codec,
                () -> new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "transactional.id",
                        name, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer()),
                this::consumer, RelayTests::end, Map::of);
    }

    private static long end(TopicPartition partition) {
        try (var reader = new KafkaConsumer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<OutboxRow> unpublished() {
        try (var session = LeaderSession.tryLead(this::connect, name).orElseThrow()) {
            return session.unpublished(100);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DatabaseIdentity identity() {
        try (var session = LeaderSession.tryLead(this::connect, "another").orElseThrow()) {
            return session.identity();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertThatTheTopicHoldsExactly(int facts) {
        Eventually.within(DEADLINE, () -> {
            assertThat(read(Topic.TEAMS)).isEqualTo(LongStream.rangeClosed(1, facts).boxed().toList());
            assertThat(owner.sql("select count(*) from directory.outbox_published").query(Integer.class).single())
                    .isEqualTo(facts);
        });
    }

    /** Numbers of this test's team in a topic, as a plain read-committed reader sees them. */
    private List<Long> read(Topic topic) {
        return TopicReader.readAll(TestKafka.bootstrapServers(), topic.topicName()).stream()
                .filter(r -> team.toString().equals(r.key()))
                .map(r -> codec.decode(r.value(), TeamFact.class).getHeader().getEventSeq()).toList();
    }
}
