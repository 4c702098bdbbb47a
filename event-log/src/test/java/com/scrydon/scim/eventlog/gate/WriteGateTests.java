package com.scrydon.scim.eventlog.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process knows of its Postgres, on a real one. */
@Tag("slow")
@Tag("R27")
class WriteGateTests {

    private static final String RELAY = "directory";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;
    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final AtomicLong clock = new AtomicLong();

    private WriteGate gate() {
        return new WriteGate(RELAY, new GateFile(folder.resolve("state/directory")), PATIENCE, clock::get);
    }

    private void connect(WriteGate gate) throws SQLException {
        try (Connection connection = gate
                .admitted(database.dataSource("scim_ingress").getConnection())) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    private void batch(long batch) {
        owner.sql("update directory.relay set relay_batch = :batch").param("batch", batch).update();
    }

    private void closed(String by) {
        owner.sql("update directory.relay set gate_closed_because = 'before', gate_closed_by = :by").param("by", by)
                .update();
    }

    /** The file of a process that knew of so much, on the timeline before this one. */
    private void writtenDown(long batch) throws Exception {
        var look = StoreLook.at(database.dataSource("scim_ingress").getConnection(), RELAY).state();
        new GateFile(folder.resolve("state/directory")).write(new StoreState(
                new DatabaseIdentity(look.database().systemIdentifier(), look.database().timeline() - 1),
                look.begunAnew(), batch, look.walPosition()));
    }

    private Optional<String> row() {
        return owner.sql("select gate_closed_because from directory.relay where gate_closed_by = 'memory'")
                .query(String.class).optional();
    }

    @Test
    void r27_nothingIsWrittenBeforeTheComparisonAndEverythingAfterIt() throws Exception {
        var gate = gate();
        connect(gate);
        assertThatThrownBy(gate::require).isInstanceOfSatisfying(WriteGateClosedException.class,
                refused -> assertThat(refused.retryAfterSeconds()).isEqualTo(1));
        gate.agreed();
        assertThatCode(gate::require).doesNotThrowAnyException();
        assertThat(gate.status().words()).isEqualTo("open: compared with Kafka's last marker");
    }

    @Test
    void r28_whoKnowsNothingWritesUnprovenWhenPatienceWithKafkaEndsAndIsProvenLater() throws Exception {
        var gate = gate();
        clock.addAndGet(PATIENCE.multipliedBy(9).toNanos());
        // Patience begins when Postgres is there.
        assertThat(gate.status()).isInstanceOf(GateStatus.Comparing.class);
        connect(gate);
        assertThat(gate.status()).isInstanceOf(GateStatus.Comparing.class);
        clock.addAndGet(PATIENCE.toNanos());
        assertThat(gate.status()).isInstanceOf(GateStatus.Unproven.class);
        assertThatCode(gate::require).doesNotThrowAnyException();
        var health = new GateHealth(gate).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails().get("writes")).asString().startsWith("unproven: ");
        gate.agreed();
        assertThat(gate.status()).isInstanceOf(GateStatus.Open.class);
    }

    @Test
    void r27_aConnectionToAnOlderPostgresClosesTheGateThereAndARightOneIsOpen() throws Exception {
        var gate = gate();
        batch(7);
        connect(gate);
        gate.agreed();
        batch(6);
        connect(gate);
        assertThat(row().orElseThrow()).contains("batch 6 and was at 7", "Restore Postgres to its very end");
        var health = new GateHealth(gate).health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails().get("writes")).asString().startsWith("closed: Postgres is at batch 6");
        owner.sql("""
                update directory.relay set relay_batch = 7, gate_closed_because = null, gate_closed_by = null
                """).update();
        connect(gate);
        assertThat(gate.status()).isInstanceOf(GateStatus.Open.class);
    }

    @Test
    void r27_whatARelayClosedIsClosedFromMemoryTooWhereMemoryKnowsOfMore() throws Exception {
        var gate = gate();
        batch(7);
        connect(gate);
        batch(6);
        closed("marker");
        connect(gate);
        assertThat(row().orElseThrow()).contains("batch 6 and was at 7");
    }

    @Test
    void r27_aPromotedStandbyThatLacksTheLastMoveIsClosedSoThatTheRelayOpensIt() throws Exception {
        batch(6);
        writtenDown(7);
        connect(gate());
        assertThat(owner.sql("select gate_closed_by from directory.relay").query(String.class).single())
                .isEqualTo("marker");
        batch(5);
        connect(gate());
        assertThat(row()).isPresent();
    }

    @Test
    void r27_anOlderPostgresThatTakesNoClosingGivesNoConnection() throws Exception {
        var gate = gate();
        batch(7);
        connect(gate);
        batch(6);
        owner.sql("revoke update on directory.relay from scim_ingress").update();
        assertThatThrownBy(() -> connect(gate)).isInstanceOf(SQLException.class).hasMessageContaining("relay");
    }

    @Test
    void r27_whatAServiceWroteDownOutlivesTheProcess() throws Exception {
        var first = gate();
        batch(7);
        connect(first);
        first.writeDown();
        var second = gate();
        connect(second);
        assertThat(row()).isEmpty();
        second.notCompared("Kafka is away");
        assertThat(second.status().words()).isEqualTo("open: compared with what this service wrote down last");
        batch(5);
        connect(gate());
        assertThat(row()).isPresent();
    }

    @Test
    void r28b_restoreMayBeginAnew() throws Exception {
        var gate = gate();
        batch(7);
        connect(gate);
        owner.sql("update directory.relay set relay_batch = 0, begun_anew = begun_anew + 1").update();
        connect(gate);
        gate.writeDown();
        batch(1);
        connect(gate());
        assertThat(row()).isEmpty();
    }

    @Test
    void r28_aFileThatCannotBeReadOrWrittenStopsNothing() throws Exception {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/directory"), "timeline=\0");
        var gate = gate();
        connect(gate);
        gate.writeDown();
        assertThat(Files.readString(folder.resolve("state/directory"))).contains("batch=0");
        var nowhere = new GateFile(folder.resolve("state/directory/below-a-file"));
        nowhere.write(new StoreState(new DatabaseIdentity("7", 1), 0, 0, 0));
        assertThat(nowhere.read()).isEmpty();
        // A folder that is not empty cannot be replaced.
        var inTheWay = folder.resolve("taken");
        Files.createDirectories(inTheWay.resolve("by"));
        new GateFile(inTheWay).write(new StoreState(new DatabaseIdentity("7", 1), 0, 0, 0));
        try (var files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".draft"));
        }
    }
}
