package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who opens a closed write gate again, and who proves it. */
@Tag("slow")
@Tag("R27")
class GateOpeningTests {

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());

    private void publish(int facts) {
        world.commit(facts);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(facts);
        }
    }

    private void set(String what) {
        world.owner().sql("update directory.relay set " + what).update();
    }

    private static void reaches(Relay relay, Class<? extends RelayStatus> status) {
        Eventually.within(RelayWorld.DEADLINE, () -> assertThat(relay.status()).isInstanceOf(status));
    }

    @Test
    void r27_aGateThatARelayClosedOpensByItselfOnceLogAndDatabaseAgreeAgain() {
        publish(2);
        set("relay_batch = relay_batch + 7");
        try (var relay = world.relay()) {
            relay.start();
            reaches(relay, RelayStatus.GateClosed.class);
            assertThatThrownBy(() -> world.commit(1)).isInstanceOf(WriteGateClosedException.class);
            // What came back is the right one, with the gate as it was closed.
            set("relay_batch = relay_batch - 7, begun_anew = begun_anew + 1");
            reaches(relay, RelayStatus.Leading.class);
            world.commit(1);
            world.assertThatTheTopicHoldsExactly(3);
        }
    }

    @Test
    void r27_aGateThatAProcessClosedFromMemoryIsOpenedByAnOperatorOnly() {
        publish(2);
        set("gate_closed_because = 'lost', gate_closed_by = 'memory'");
        try (var relay = world.relay()) {
            relay.start();
            reaches(relay, RelayStatus.GateClosed.class);
            assertThatThrownBy(() -> world.commit(1)).isInstanceOf(WriteGateClosedException.class);
            // As docs/operations.md has it: what is lost is accepted, and the relay decides whether Kafka knows of it.
            set("begun_anew = begun_anew + 1, gate_closed_by = 'marker'");
            reaches(relay, RelayStatus.Leading.class);
            world.commit(1);
            world.assertThatTheTopicHoldsExactly(3);
        }
    }

    @Test
    void r27_whatAProcessClosedFromMemoryALeaderPublishesNothingOfAndComparesWhatARelayClosed() throws Exception {
        publish(2);
        try (var session = LeaderSession.tryLead(world::connect, world.name()).orElseThrow(); var log = world.log()) {
            var leader = new Leadership(world.name(), session, log, WriteGate.withoutFile(world.name()), 10);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Agreed.class);
            world.commit(1);
            set("gate_closed_because = 'lost', gate_closed_by = 'memory'");
            assertThat(leader.step()).isInstanceOf(Leadership.Step.GateClosed.class);
            assertThat(world.read(Topic.TEAMS)).containsExactly(1L, 2L);

            set("gate_closed_by = 'marker'");
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Agreed.class);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Published.class);
            assertThat(leader.step()).isInstanceOf(Leadership.Step.Idle.class);
            // As by a process that saw a promoted standby before the relay had made up its move.
            set("gate_closed_because = 'lost', gate_closed_by = 'marker'");
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThat(leader.step()).isInstanceOf(Leadership.Step.Agreed.class));
            world.commit(1);
        }
    }

    @Test
    void r27_aPromotedStandbyThatLacksTheLastMoveOpensByItselfWithNothingRepeated() {
        publish(2);
        world.owner().sql("""
                with back as (delete from directory.outbox_published
                    returning id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
                insert into directory.outbox (id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
                overriding system value select * from back
                """).update();
        // As a process closes it that knows of one batch more, on an earlier timeline.
        set("relay_batch = relay_batch - 1, gate_closed_because = 'one behind', gate_closed_by = 'marker'");
        try (var relay = world.relay()) {
            relay.start();
            reaches(relay, RelayStatus.Leading.class);
            world.commit(1);
            world.assertThatTheTopicHoldsExactly(3);
        }
    }

    @Test
    void r27_whoLeadsAndWhoStandsByProveTheGatesOfTheirProcesses() {
        publish(2);
        var leaders = WriteGate.withoutFile(world.name());
        var others = WriteGate.withoutFile(world.name());
        try (var leading = world.relay(leaders); var standingBy = world.relay(others)) {
            leading.start();
            reaches(leading, RelayStatus.Leading.class);
            assertThat(leaders.isProven()).isTrue();
            standingBy.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(others.isProven()).isTrue());
            assertThat(standingBy.status()).isInstanceOf(RelayStatus.StandingBy.class);
        }
    }

    @Test
    void r27_whoStandsByClosesTheGateOfAnOlderPostgresItself() throws Exception {
        publish(2);
        set("relay_batch = 0");
        // Somebody holds the lock who does not compare.
        try (var leader = LeaderSession.tryLead(world::connect, world.name()).orElseThrow();
                var standingBy = world.relay()) {
            set("relay_batch = -1");
            standingBy.start();
            Eventually.within(RelayWorld.DEADLINE,
                    () -> {
                        leader.heartbeat();
                        assertThat(leader.look().closedBecause().orElse("")).contains("Restore Postgres");
                    });
        }
    }
}
