package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.relay.FactLog.LastMove;
import com.scrydon.scim.facts.PublishedFact;
import com.scrydon.scim.facts.RelayMarker;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the relay signs, and which markers it believes, on a real broker. */
@Tag("slow")
@Tag("R36d")
class SignedFactsTests {

    private static final String ELSEWHERE = "another";
    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());

    @Test
    void r36d_factsTwinsAndMarkersAreSignedForTheTopicTheyAreIn() {
        publish(4);
        for (var topic : List.of(Topic.TEAMS, Topic.TEAMS_STATE)) {
            var records = recordsOf(topic).toList();
            assertThat(records).hasSizeGreaterThanOrEqualTo(4)
                    .allMatch(r -> RelayWorld.MACS.verify(r) instanceof Truth.True);
            assertThat(records.stream().map(r -> RelayWorld.MACS.verify(elsewhere(r))))
                    .noneMatch(Truth.True.class::isInstance);
        }
        assertThat(markers()).isNotEmpty().allMatch(r -> RelayWorld.MACS.verify(r) instanceof Truth.True);
    }

    /** It claims that the next batch is published, which would take its facts out of the outbox unpublished. */
    @Test
    void r36d_aForgedMarkerIsNotBelieved() {
        publish(2);
        world.commit(3);
        var waiting = world.unpublished();
        var batch = world.owner().sql("select relay_batch from directory.relay").query(Long.class).single();
        var identity = world.identity();
        var forged = new RelayMarker(world.name(), batch + 1,
                waiting.stream().map(row -> new PublishedFact(row.eventId(), 0, 0L)).toList(),
                identity.systemIdentifier(), identity.timeline());
        for (var signer : List.of(TestKeys.NEW, "test-old " + TestKeys.NEW.substring(9))) {
            write(RelayWorld.macs(signer).sign(marker(forged)));
        }
        write(marker(forged));

        publish(5);
        assertThat(world.read(Topic.TEAMS)).isEqualTo(LongStream.rangeClosed(1, 5).boxed().toList());
    }

    /** Copies of what the relay signed, byte by byte, by whoever may write the topic: more than are looked at first. */
    @Test
    void r36d_anEarlierMarkerThatIsWrittenAgainClosesNoGate() throws Exception {
        publish(6);
        var first = markers().getFirst();
        try (var producer = world.kafka().producer()) {
            for (int n = 0; n < 150; n++) {
                var _ = producer.send(new ProducerRecord<>(first.topic(), first.partition(), first.key(),
                        first.value(), first.headers()));
            }
            producer.flush();
        }
        world.commit(1);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(7);
        }
        assertThat(world.gateIsOpen()).isTrue();
    }

    /** Kafka was restored to an earlier state: its markers are true, none is of the database's last batch. */
    @Test
    void r28b_aLogThatWasRestoredToAnEarlierStateIsStillFoundOut() throws Exception {
        publish(2);
        var batch = world.owner().sql("update directory.relay set relay_batch = relay_batch + 3 returning relay_batch")
                .query(Long.class).single();
        try (var log = world.log()) {
            assertThat(log.lastMarker(new LastMove(batch, true)).orElseThrow().batch()).isEqualTo(batch - 3);
        }
        try (var relay = world.relay()) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(relay.status()).isInstanceOfSatisfying(
                    RelayStatus.GateClosed.class,
                    closed -> assertThat(closed.reason()).contains("Kafka was restored to an earlier state")));
        }
    }

    @Test
    void r36d_aMarkerWithoutMacCountsUntilTheFirstBatchThatHasOne() {
        var old = new RelayMarker(world.name(), 7L, List.of(), "s", 1);
        write(marker(old));
        try (var log = world.log()) {
            assertThat(log.lastMarker(new LastMove(7, false)).orElseThrow().batch()).isEqualTo(7);
            assertThatThrownBy(() -> log.lastMarker(new LastMove(7, true))).isInstanceOf(KafkaException.class)
                    .hasMessageContaining("no-mac");
        }
        write(RelayWorld.MACS.sign(marker(new RelayMarker(world.name(), 8L, List.of(), "s", 1))));
        write(marker(old));
        try (var log = world.log()) {
            assertThat(log.lastMarker(new LastMove(8, true)).orElseThrow().batch()).isEqualTo(8);
        }
    }

    /** Rotated in the wrong order: the last leader signed with a key that this one does not have. */
    @Test
    void r36d_aLeaderWhoseRingLacksAKeyWaitsAndClosesNoGate() throws Exception {
        publish(1);
        var newer = RelayWorld.macs(TestKeys.NEW + TestKeys.OLD);
        world.commit(1);
        try (var relay = world.relay(newer)) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
        }
        world.commit(1);
        try (var relay = world.relay()) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(relay.status()).isInstanceOfSatisfying(
                    RelayStatus.Waiting.class, waiting -> assertThat(waiting.reason()).contains("unknown-key",
                            "scim.facts.keys-file")));
        }
        assertThat(world.gateIsOpen()).isTrue();
        try (var relay = world.relay(newer)) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(3);
        }
    }

    @Test
    void r28b_factsThatTheIndexPassedWithoutTakingThemStayAndCanBePublishedAgain() throws SQLException {
        publish(3);
        world.auditHasRead(RelayWorld.TOPIC_ID, Long.MAX_VALUE);
        world.owner().sql("delete from audit.record where event_seq <= 2").update();
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow()) {
            assertThat(session.prune(10)).isEqualTo(1);
            assertThat(session.prune(10)).isZero();
        }
        assertThat(kept()).containsExactly(1L, 2L);
        var restore = new NotIndexed(world.database().owner());
        assertThat(restore.publishAgain("directory")).as("of the last batch, nothing").isZero();
        world.commit(1);
        try (var relay = world.relay()) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(world.read(Topic.TEAMS)).hasSize(4));
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(kept()).contains(4L));
            assertThat(restore.publishAgain("directory")).isEqualTo(2);
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(world.read(Topic.TEAMS)).containsExactly(1L, 2L, 3L, 4L, 1L, 2L));
            assertThat(world.read(Topic.TEAMS_STATE)).as("where the newest counts").last().isEqualTo(4L);
        }
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow()) {
            world.auditHasRead(RelayWorld.TOPIC_ID, Long.MAX_VALUE);
            assertThat(session.prune(10)).isEqualTo(3);
        }
    }

    /** As a statement that takes too long on a busy disk does. */
    @Test
    void r28b_pruningThatFailsEndsNoTerm() {
        world.owner().sql("""
                revoke execute on function audit.has_fact(uuid, timestamptz, text, text, integer, bigint) from scim_ingress
                """).update();
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(2);
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(relay.status()).isInstanceOf(RelayStatus.Leading.class));
            var leader = leader();
            for (int n = 3; n <= 6; n++) {
                world.commit(1);
                world.assertThatTheTopicHoldsExactly(n);
            }
            assertThat(leader()).isEqualTo(leader);
        }
    }

    private int leader() {
        return world.owner().sql("""
                select pid from pg_locks where locktype = 'advisory' and granted
                    and database = (select oid from pg_database where datname = current_database())
                """).query(Integer.class).single();
    }

    private List<Long> kept() {
        return world.owner().sql("select event_seq from directory.outbox_published order by event_seq")
                .query(Long.class).list();
    }

    private void publish(int facts) {
        int missing = facts - world.read(Topic.TEAMS).size() - world.unpublished().size();
        if (missing > 0) {
            world.commit(missing);
        }
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(facts);
        }
    }

    private ProducerRecord<String, byte[]> marker(RelayMarker marker) {
        return new ProducerRecord<>(Topic.RELAY_PROGRESS.topicName(), world.name(),
                world.codec().encode(Topic.RELAY_PROGRESS, marker));
    }

    private void write(ProducerRecord<String, byte[]> record) {
        try (var producer = world.kafka().producer()) {
            var _ = producer.send(record);
            producer.flush();
        }
    }

    private Stream<ConsumerRecord<String, byte[]>> recordsOf(Topic topic) {
        return TopicReader.readAll(world.bootstrap(), topic.topicName()).stream()
                .filter(r -> world.team().equals(r.key()));
    }

    private List<ConsumerRecord<String, byte[]>> markers() {
        return TopicReader.readAll(world.bootstrap(), Topic.RELAY_PROGRESS.topicName()).stream()
                .filter(r -> world.name().equals(r.key())).toList();
    }

    private static ConsumerRecord<String, byte[]> elsewhere(ConsumerRecord<String, byte[]> record) {
        var copy = new ConsumerRecord<>(ELSEWHERE, 0, 0, record.key(), record.value());
        record.headers().forEach(copy.headers()::add);
        return copy;
    }
}
