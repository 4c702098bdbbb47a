package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A statement of a leader that no longer waits for it does not go on holding the lock: somebody else leads. */
@Tag("R28")
class OrphanTests {

    private static final String ENDLESS = "select pg_sleep(3600)";

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());

    private boolean leads() throws SQLException {
        var session = LeaderSession.tryLead(world::connect, world.name());
        if (session.isPresent()) {
            session.get().close();
        }
        return session.isPresent();
    }

    private static void execute(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute(ENDLESS);
        } catch (SQLException expected) {
            assertThat(expected.getSQLState()).isIn("57014", "08006", "08003");
        }
    }

    @Test
    void r28_aLeaderWhoseConnectionIsGoneInTheMiddleOfAStatementLosesItsLock() throws Exception {
        var raw = world.connect();
        var session = LeaderSession.tryLead(() -> raw, world.name()).orElseThrow();
        try (var patient = raw.createStatement()) {
            // Not the time-out of statements shall be what ends it.
            patient.execute("set statement_timeout = 0");
        }
        var orphan = CompletableFuture.runAsync(() -> execute(raw));
        Eventually.within(RelayWorld.DEADLINE, () -> assertThat(world.owner().sql("""
                select count(*) from pg_stat_activity
                where datname = current_database() and query = :endless and state = 'active'
                """).param("endless", ENDLESS).query(Long.class).single()).isEqualTo(1));
        assertThat(leads()).isFalse();
        raw.abort(Runnable::run);
        Eventually.within(RelayWorld.DEADLINE, () -> assertThat(leads()).isTrue());
        orphan.join();
        session.close();
    }

    @Test
    void r28_aStatementOfTheLeaderEndsBeforeItsSocketDoes() throws SQLException {
        var raw = world.connect();
        try (var session = LeaderSession.tryLead(() -> raw, world.name()).orElseThrow();
                var query = raw.createStatement();
                var row = query
                        .executeQuery("select extract(epoch from current_setting('statement_timeout')::interval)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isPositive().isLessThan(RelayConfiguration.SOCKET_TIMEOUT_SECONDS);
            session.heartbeat();
        }
    }
}
