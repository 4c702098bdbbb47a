package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leader that dies at each step of a batch, in a process of its own; another takes over. */
@Tag("slow")
@Tag("R27")
class RelayCrashTests {

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());

    @ParameterizedTest
    @ValueSource(strings = {Failpoints.RELAY_BEFORE_SEND, Failpoints.RELAY_BEFORE_KAFKA_COMMIT,
        Failpoints.RELAY_AFTER_KAFKA_COMMIT, Failpoints.RELAY_AFTER_MOVE})
    void r27_aCrashAtAnyStepOfABatchLosesAndRepeatsNothing(String failpoint, @TempDir Path failpoints)
            throws Exception {
        world.commit(5);
        Files.createFile(failpoints.resolve(failpoint + world.name()));
        try (var dying = RelayProcess.start(world, failpoints, RelayMain.Freeze.NEVER)) {
            assertThat(dying.awaitEnd()).as(failpoint).isEqualTo(Failpoints.EXIT_STATUS);
        }
        world.commit(2);
        try (var relay = world.relay()) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(7);
        }
    }
}
