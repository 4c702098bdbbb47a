package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.eventlog.topics.TopicAdmin;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.BrokerProcess;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka loses topics under a relay. A broker of its own, since its topics are deleted. */
@Tag("slow")
@Tag("R28b")
class LostLogTests {

    private static final BrokerProcess BROKER = BrokerProcess.start();
    private static final Admin ADMIN = Admin.create(Map.<String, Object>of("bootstrap.servers",
            BROKER.bootstrapServers()));
    private static final TopicAdmin TOPICS = new TopicAdmin(ADMIN, PartitionScale.LOCAL);

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), BROKER.bootstrapServers());
    private final LostLog restore = new LostLog(world.database().owner(), world.kafka(), world.codec(),
            RelayWorld.MACS);

    @BeforeAll
    static void declaredTopics() {
        TOPICS.createMissing((short) 1, RelayWorld.DEADLINE);
    }

    @AfterAll
    static void end() {
        ADMIN.close();
        BROKER.kill();
    }

    @Test
    void r28b_afterTheLossOfTheWholeLogFactsThatTheAuditIndexHasNotReadArePublishedAgainBeforeNewerOnes()
            throws Exception {
        world.commit(5);
        publish(5);
        var oldId = idOfTeams();
        world.auditHasRead(oldId, offsetOf(2));
        world.commit(2);
        lose(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        try (var relay = world.relay(TOPICS::check)) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(relay.status()).isInstanceOf(RelayStatus.GateClosed.class));
            assertThatThrownBy(() -> world.commit(1)).isInstanceOf(WriteGateClosedException.class);
            assertThat(restore.republish("directory")).isEqualTo(new LostLog.Republication(world.name(), 2, 3));
            world.commit(1);
            Eventually.within(RelayWorld.DEADLINE, () -> {
                assertThat(world.read(Topic.TEAMS)).isEqualTo(LongStream.rangeClosed(3, 8).boxed().toList());
                assertThat(relay.status()).isInstanceOf(RelayStatus.Leading.class);
            });
        }
        assertThat(restore.republish("directory")).isEqualTo(new LostLog.Republication(world.name(), 0, 0));
        var newId = idOfTeams();
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow()) {
            world.auditHasRead(oldId, Long.MAX_VALUE);
            assertThat(session.prune(10)).isZero();
            world.auditHasRead(newId, world.lastOffset());
            assertThat(session.prune(10)).isEqualTo(6);
        }
    }

    /** The index lacks 1, which was set aside, and has 2: whoever reads the new state topic would take 1 for the Team as it is. */
    @Test
    void r28b_aFactThatTheIndexKnowsLaterOnesOfComesAgainWithoutItsStateTwin() throws Exception {
        world.commit(2);
        publish(2);
        world.auditHasRead(idOfTeams(), Long.MAX_VALUE);
        world.owner().sql("delete from audit.record where event_seq = 1").update();
        world.owner()
                .sql("insert into audit.key_head (topic, key, highest, missing) values (:topic, :key, 2, '{[1,2)}')")
                .param("topic", Topic.TEAMS.topicName()).param("key", world.team()).update();
        lose(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        try (var relay = world.relay(TOPICS::check)) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(relay.status()).isInstanceOf(RelayStatus.GateClosed.class));
            assertThat(restore.republish("directory").facts()).isEqualTo(1);
            world.commit(1);
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(world.read(Topic.TEAMS)).containsExactly(1L, 3L));
            assertThat(world.read(Topic.TEAMS_STATE)).containsExactly(3L);
        }
    }

    @Test
    void r28b_oneTopicMadeAnewClosesTheWriteGateAndIsNotTakenForALossOfAll() throws Exception {
        world.commit(2);
        publish(2);
        lose(List.of(Topic.TEAMS.topicName()));
        try (var relay = world.relay(TOPICS::check)) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(relay.status())
                    .isInstanceOfSatisfying(RelayStatus.GateClosed.class, closed -> assertThat(closed.reason())
                            .startsWith("Kafka has lost what was published: made anew were scim.teams.v1")
                            .contains("delete what is left of all our topics", "scimctl restore --republish")));
            assertThatThrownBy(() -> restore.republish("directory")).hasMessageContaining("Kafka is not lost");
            assertThatThrownBy(() -> world.commit(1)).isInstanceOf(WriteGateClosedException.class);
        }
    }

    @Test
    void r28b_anIdleLeaderNoticesThatKafkaWasReplacedBeneathIt() throws Exception {
        world.commit(2);
        publish(2);
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow();
                var log = world.log(TOPICS::check)) {
            var leader = new Leadership(world.name(), session, log,
                    WriteGate.withoutFile(world.name()), 10, Duration.ZERO);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Agreed.class);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Idle.class);
            lose(List.of(Topic.RELAY_PROGRESS.topicName(), Topic.TEAMS.topicName()));
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(leader.step()).isInstanceOf(Leadership.Step.GateClosed.class));
        }
    }

    @Test
    void r28b_aLeaderThatHasNotNoticedTheLossGoesOnWithWhatARestoreTookBack() throws Exception {
        world.commit(2);
        publish(2);
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow();
                var log = world.log(TOPICS::check)) {
            var leader = new Leadership(world.name(), session, log, WriteGate.withoutFile(world.name()), 10);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Agreed.class);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Idle.class);
            lose(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
            assertThat(restore.republish("directory")).isEqualTo(new LostLog.Republication(world.name(), 1, 2));
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Agreed.class);
            assertThat(leader.step()).isEqualTo(new Leadership.Step.Published(1, 2));
            assertThat(world.read(Topic.TEAMS)).containsExactly(1L, 2L);
        }
    }

    private static String idOfTeams() {
        return TOPICS.check().getOrDefault(Topic.TEAMS.topicName(), "");
    }

    private void publish(int facts) {
        try (var relay = world.relay(TOPICS::check)) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(facts);
        }
    }

    private long offsetOf(long number) {
        return world.owner().sql("select \"offset\" from directory.outbox_published where event_seq = :number")
                .param("number", number).query(Long.class).single();
    }

    /** Deletes the topics and makes them anew, as a deploy step does on a new cluster. */
    private static void lose(List<String> topics) throws ExecutionException, InterruptedException {
        ADMIN.deleteTopics(topics).all().get();
        Eventually.within(RelayWorld.DEADLINE,
                () -> assertThat(ADMIN.listTopics().names().get()).doesNotContainAnyElementsOf(topics));
        Eventually.within(RelayWorld.DEADLINE, () -> TOPICS.createMissing((short) 1, RelayWorld.DEADLINE));
        Eventually.within(RelayWorld.DEADLINE, () -> assertThat(TOPICS.check()).hasSize(Topic.values().length));
    }
}
