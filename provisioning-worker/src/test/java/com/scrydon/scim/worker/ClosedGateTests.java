package com.scrydon.scim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.gate.GateLifecycle;
import org.junit.jupiter.api.Test;

class ClosedGateTests {

    @Test
    void r27_consumersStartOnceItIsKnownWhetherAnythingMayBeWritten() {
        try (var worker = new RunningWorker()) {
            int gate = worker.beans(GateLifecycle.class).getFirst().getPhase();
            assertThat(worker.beans(BatchConsumer.class)).hasSize(3)
                    .allSatisfy(consumer -> assertThat(consumer.getPhase()).isGreaterThan(gate));
        }
    }
}
