package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.gate.GateStatus;
import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States say themselves: health, status and logs have no words of their own for them. */
class RelayStatusTests {

    private static final List<PartState> ALL = List.of(new RelayStatus.StandingBy(), new RelayStatus.Leading(417),
            new RelayStatus.Waiting("Kafka is away", new StoreFailure.Away().concern()),
            new RelayStatus.Waiting("no right", new StoreFailure.Broken().concern()),
            new RelayStatus.GateClosed("Postgres is older"),
            new GateStatus.Comparing(), new GateStatus.Open("Kafka's last marker"),
            new GateStatus.Unproven("Kafka is away"),
            new GateStatus.Closed("Postgres is older"), new State.Starting(), new State.Running(),
            new State.Retrying(3, "Postgres is away", new StoreFailure.Away().concern()),
            new State.Broken(1, "no memory"),
            new State.Stopped("records lost"));

    @Test
    void r35_eachStateIsALineForPeople() {
        assertThat(ALL).extracting(PartState::words).containsExactly("standing by: another instance leads",
                "leading: last batch 417", "waiting: Kafka is away", "waiting: no right",
                "publishing nothing: Postgres is older",
                "comparing: Postgres is compared with what is known of it", "open: compared with Kafka's last marker",
                "unproven: nothing is known that Postgres could be compared with, and Kafka is away",
                "closed: Postgres is older", "starting", "running", "retrying: 3 failures in a row, Postgres is away",
                "broken: 1 failures in a row, no memory", "stopped: records lost");
    }

    @Test
    void r35_whatStaysUntilSomebodyActsSaysSo() {
        assertThat(ALL).filteredOn(state -> state.concern() == Concern.NEEDS_YOU).extracting(PartState::word)
                .containsExactly("waiting", "publishing nothing", "closed", "stopped");
        assertThat(ALL).filteredOn(state -> state.concern() == Concern.HEALS_ITSELF).extracting(PartState::word)
                .containsExactly("waiting", "unproven", "retrying", "broken");
    }
}
