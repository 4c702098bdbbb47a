package com.scrydon.scim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.eventlog.gate.GateLifecycle;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.BrokerProcess;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole worker on a Postgres whose write gate is closed, since it is older than what is known of it: what there needs no
 * change may need one in the right Postgres, and must come again.
 */
@Tag("slow")
@Tag("R27")
class ClosedGateTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final UUID ORGANISATION = RunningWorker.ORGANISATION;

    /** Of its own: once the gate opens, the worker's relay leaves a marker, which would close the gates of other tests. */
    private static final BrokerProcess BROKER = TestKafka.another();

    private final UUID applied = UUID.randomUUID();
    private final UUID planned = UUID.randomUUID();
    private final UUID team = UUID.randomUUID();
    private final UUID plannedTeam = UUID.randomUUID();

    @AfterAll
    static void killBroker() {
        BROKER.kill();
    }

    @Test
    void r27_whatNeedsNoChangeInAnOlderPostgresIsNeitherTakenForDoneNorParked() {
        try (var worker = new RunningWorker(BROKER.bootstrapServers(), arguments())) {
            directory(worker);
            gate(worker, "gate_closed_because = 'lost', gate_closed_by = 'memory'");
            // Undecodable, so that its key says what to recompute: without a membership there is nothing to do here.
            worker.publish(Topic.PROVISIONING_TASKS, applied.toString(), new byte[]{7});
            worker.publish(Topic.TEAMS, plannedTeam.toString(), new byte[]{7});
            isRefused(worker, "tasksConsumer");
            isRefused(worker, "planningConsumer");
            assertThat(worker.owner().sql("select count(*) from membership.parked_account").query(Long.class).single())
                    .isZero();

            // The right Postgres is back: there both are members, and the gate is open.
            addByHand(worker, team, applied);
            addByHand(worker, plannedTeam, planned);
            gate(worker, "gate_closed_because = null, gate_closed_by = null");
            Eventually.within(DEADLINE, () -> assertThat(worker.owner()
                    .sql("select account_id from membership.team_member").query(UUID.class).list())
                    .containsExactlyInAnyOrder(applied, planned));
        }
    }

    @Test
    void r27_consumersStartOnceItIsKnownWhetherAnythingMayBeWritten() {
        try (var worker = new RunningWorker(BROKER.bootstrapServers(), arguments())) {
            int gate = worker.beans(GateLifecycle.class).getFirst().getPhase();
            assertThat(worker.beans(BatchConsumer.class)).hasSize(3)
                    .allSatisfy(consumer -> assertThat(consumer.getPhase()).isGreaterThan(gate));
        }
    }

    private static String arguments() {
        return "--scim.kafka.bootstrap-servers=" + BROKER.bootstrapServers();
    }

    private static void isRefused(RunningWorker worker, String consumer) {
        Eventually.within(DEADLINE, () -> assertThat(worker.bean(consumer, BatchConsumer.class).state())
                .isInstanceOfSatisfying(State.Retrying.class, state -> {
                    assertThat(state.failures()).isGreaterThan(1);
                    assertThat(state.reason()).contains("WriteGateClosedException");
                }));
    }

    private static void gate(RunningWorker worker, String what) {
        worker.owner().sql("update membership.relay set " + what).update();
    }

    private void directory(RunningWorker worker) {
        worker.owner().sql("insert into directory.organisation (id, slug, name) values (?, 'o', 'O')")
                .param(ORGANISATION).update();
        team(worker, team);
        team(worker, plannedTeam);
        account(worker, applied);
        account(worker, planned);
    }

    private static void team(RunningWorker worker, UUID id) {
        worker.owner()
                .sql("insert into directory.team (id, organisation_id, name, created_at) values (?, ?, ?, now())")
                .params(id, ORGANISATION, "Team " + id).update();
    }

    private static void account(RunningWorker worker, UUID id) {
        worker.owner().sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (?, ?, 'person', ?, ?, now(), now())
                """).params(id, ORGANISATION, id + "@x.io", id + "@x.io").update();
    }

    private static void addByHand(RunningWorker worker, UUID team, UUID account) {
        worker.owner().sql("insert into directory.team_member_by_hand values (?, ?, ?, 'Ada', now())")
                .params(ORGANISATION, team, account).update();
    }
}
