package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay on a real Postgres and a real broker: one database and relay name per test, one broker for all. */
@Tag("slow")
@Tag("R27")
class RelayTests {

    private static final Duration DEADLINE = RelayWorld.DEADLINE;

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());

    @Test
    void r26_factsAppendedInARolledBackTransactionAreNeverPublished() {
        var source = world.database().dataSource("scim_ingress");
        var client = JdbcClient.create(source);
        var rolledBack = new TransactionTemplate(new JdbcTransactionManager(source));
        rolledBack.executeWithoutResult(tx -> {
            world.append(client, 3);
            tx.setRollbackOnly();
        });
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
        }
    }

    @Test
    void r27_eachFactIsInTheTopicOnceAndInOrderWithItsTwinAndItsPosition() {
        world.commit(5);
        world.commit(7);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(12);
            assertThat(world.owner().sql("select count(*) from directory.outbox").query(Long.class).single()).isZero();
            var published = world.owner().sql("""
                    select event_seq from directory.outbox_published order by topic, partition, "offset"
                    """).query(Long.class).list();
            assertThat(published).isEqualTo(LongStream.rangeClosed(1, 12).boxed().toList());
            assertThat(world.read(Topic.TEAMS_STATE).getLast()).isEqualTo(12L);
        }
    }

    /** What somebody can put into the outbox while Kafka is away must not end the process that publishes it. */
    @Test
    void r28c_aBatchIsBoundedInBytes() {
        for (int i = 1; i <= 8; i++) {
            world.insert(Topic.GROUPS.topicName(), UUID.randomUUID().toString(), 1, 900_000);
        }
        assertThat(world.unpublished()).as("what comes to 4 MiB, and the one that is more").hasSize(5);
    }

    @Test
    void r27_aMoveLostAfterTheKafkaCommitIsMadeUpAndNothingIsPublishedTwice() {
        world.commit(4);
        var log = world.log();
        log.openEpoch();
        var rows = world.unpublished();
        assertThat(log.publish(rows, 1, world.identity())).isInstanceOf(FactLog.Publication.Published.class);
        log.close();
        world.commit(3);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(7);
        }
    }

    @Test
    void r27_aLeaderThatWasReplacedCanCommitNothing() {
        world.commit(2);
        var frozen = world.log();
        frozen.openEpoch();
        var rows = world.unpublished();
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
            assertThatThrownBy(() -> frozen.publish(rows, 1, world.identity())).isInstanceOf(RuntimeException.class);
            world.commit(1);
            world.assertThatTheTopicHoldsExactly(3);
        } finally {
            frozen.close();
        }
    }

    @Test
    void r27_onlyOneOfTwoRelaysLeadsAndTheOtherTakesOver() {
        var first = world.relay();
        var second = world.relay();
        first.start();
        Eventually.within(DEADLINE, () -> assertThat(first.status()).isInstanceOf(RelayStatus.Leading.class));
        second.start();
        Eventually.within(DEADLINE, () -> assertThat(second.status()).isInstanceOf(RelayStatus.StandingBy.class));
        world.commit(2);
        world.assertThatTheTopicHoldsExactly(2);
        first.close();
        world.commit(2);
        world.assertThatTheTopicHoldsExactly(4);
        second.close();
    }

    @Test
    void r27_lostDatabaseConnectionsAreSurvived() throws Exception {
        try (var relay = world.relay()) {
            relay.start();
            world.commit(2);
            world.assertThatTheTopicHoldsExactly(2);
            world.database().terminateConnections();
            world.commit(2);
            world.assertThatTheTopicHoldsExactly(4);
        }
    }

    @Test
    void r27_aDatabaseOlderThanTheLogClosesTheWriteGateAndNothingIsPublished() {
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
        }
        world.owner().sql("update directory.relay set relay_batch = relay_batch + 7").update();
        world.commit(1);
        try (var relay = world.relay()) {
            relay.start();
            Eventually.within(DEADLINE, () -> assertThat(relay.status()).isInstanceOf(RelayStatus.GateClosed.class));
            assertThatThrownBy(() -> world.commit(1)).isInstanceOf(WriteGateClosedException.class);
            world.assertThatTheTopicHoldsExactly(2);
        }
    }

    @Test
    void r27_aDatabaseRestoredFromAnOlderBackupClosesItsWriteGateAndNothingIsPublished() throws Exception {
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
        }
        var restored = world.on(world.database().backup());
        world.commit(4);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(6);
        }
        restored.commit(1);
        try (var relay = restored.relay()) {
            relay.start();
            Eventually.within(DEADLINE, () -> assertThat(relay.status()).isInstanceOf(RelayStatus.GateClosed.class));
            assertThatThrownBy(() -> restored.commit(1)).isInstanceOf(WriteGateClosedException.class);
            world.assertThatTheTopicHoldsExactly(6);
        }
    }

    @Test
    void r28b_publishedFactsAreKeptUntilTheAuditIndexHasPassedThemInThatVeryTopic() throws Exception {
        world.commit(3);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(3);
        }
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow()) {
            assertThat(session.prune(10)).isZero();
            world.auditHasRead("of a topic that was made anew", Long.MAX_VALUE);
            assertThat(session.prune(10)).isZero();
            world.auditHasRead(RelayWorld.TOPIC_ID, world.lastOffset() - 1);
            assertThat(session.prune(10)).isEqualTo(2);
            world.auditHasRead(RelayWorld.TOPIC_ID, world.lastOffset());
            assertThat(session.prune(10)).isEqualTo(1);
        }
    }

    @Test
    void r27_aFactThatKafkaRefusesInTheMiddleOfABatchParksItsOwnKeyAndNoOther() throws Exception {
        var topic = "refusals-" + world.name();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1).configs(Map.of("max.message.bytes", "4000"))))
                    .all().get();
        }
        IntStream.range(0, 40).forEach(n -> world.insert(topic, "key-" + n, 1, n == 23 ? 9_000 : 300));
        IntStream.range(20, 30).forEach(n -> world.insert(topic, "key-" + n, 2, 300));
        try (var relay = world.relay(1_000)) {
            relay.start();
            Eventually.within(DEADLINE, () -> assertThat(world.owner()
                    .sql("select key || ' ' || event_seq || ' ' || (refused_because is null) from directory.outbox")
                    .query(String.class).list()).containsExactlyInAnyOrder("key-23 1 false", "key-23 2 true"));
            world.insert(topic, "key-7", 2, 300);
            Eventually.within(DEADLINE, () -> assertThat(TopicReader.readAll(TestKafka.bootstrapServers(), topic))
                    .extracting(r -> r.key() + " " + FactMac.number(r.headers()).orElseThrow())
                    .hasSize(49).doesNotHaveDuplicates().contains("key-7 1", "key-7 2")
                    .noneMatch(fact -> fact.startsWith("key-23 ")));
        }
    }

    @Test
    void r27_theOwnMarkerIsFoundBehindManyOfAnotherRelay() {
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
        }
        try (var other = world.kafka().producer()) {
            for (int n = 0; n < 1_000; n++) {
                var _ = other.send(
                        new ProducerRecord<>(Topic.RELAY_PROGRESS.topicName(), 0, "other-" + world.name(),
                                new byte[8]));
            }
        }
        world.commit(1);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(3);
        }
    }

    @Test
    void r27_anOpenTransactionOfAnotherRelayDoesNotHideTheOwnMarker() {
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
        }
        try (var other = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers(), "transactional.id",
                        "other-" + world.name(), "transaction.timeout.ms", 3_000),
                new StringSerializer(), new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            var _ = other.send(
                    new ProducerRecord<>(Topic.RELAY_PROGRESS.topicName(), 0, "other-" + world.name(), new byte[0]));
            other.flush();
            world.commit(2);
            try (var relay = world.relay()) {
                relay.start();
                world.assertThatTheTopicHoldsExactly(4);
            }
            world.commit(1);
            try (var relay = world.relay()) {
                relay.start();
                world.assertThatTheTopicHoldsExactly(5);
                assertThat(relay.status()).isInstanceOf(RelayStatus.Leading.class);
            }
        }
    }
}
