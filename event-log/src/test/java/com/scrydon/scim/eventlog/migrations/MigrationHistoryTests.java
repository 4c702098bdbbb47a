package com.scrydon.scim.eventlog.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that other migrations made is told from ours by every role, and nothing else is taken for one. */
class MigrationHistoryTests {

    private static final MigrationHistory OURS = MigrationHistory.ofThisVersion();

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    /** As it was before the baseline: the first migration under its old text, and no view of the history. */
    private void makeOld() {
        owner.sql("drop view ops.migration").update();
        owner.sql("update flyway_schema_history set checksum = checksum + 1 where installed_rank = 1").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scim_ingress", "provisioning_worker", "audit_sink", "scim_reader"})
    void everyRoleSeesThatTheDatabaseIsOurs(String role) {
        assertThatCode(() -> asService(role)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scim_ingress", "provisioning_worker", "audit_sink", "scim_reader"})
    void everyRoleSeesThatItIsOlder(String role) {
        makeOld();

        assertThatThrownBy(() -> asService(role)).isInstanceOf(OtherMigrationsException.class)
                .hasMessageContaining("./scim up --fresh").hasMessageNotContaining("\n");
    }

    @Test
    void theOwnerMayMigrateWhatIsEmptyOursOrBehindUs() throws SQLException {
        asOwner();
        owner.sql("delete from flyway_schema_history where installed_rank > 3").update();
        asOwner();
        owner.sql("delete from flyway_schema_history").update();
        asOwner();
        owner.sql("drop table flyway_schema_history cascade").update();
        asOwner();
    }

    @Test
    void theOwnerIsKeptFromWhatOthersMade() {
        makeOld();
        assertThatThrownBy(this::asOwner).isInstanceOf(OtherMigrationsException.class)
                .hasMessageContaining("Nothing was changed");
        owner.sql("update flyway_schema_history set script = 'V001__begin.sql' where installed_rank = 1").update();
        assertThatThrownBy(this::asOwner).isInstanceOf(OtherMigrationsException.class);
    }

    @Test
    void whatALaterVersionAddedIsNothingStrange() throws SQLException {
        owner.sql("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                values (900, '900', 'later', 'SQL', 'V900__later.sql', 1, 'postgres', 1, true)
                """).update();
        asOwner();
        asService("audit_sink");
    }

    @Test
    void aServiceWaitsForMigrationsThatAreMissing() {
        owner.sql("delete from flyway_schema_history where installed_rank = 4").update();
        assertThatThrownBy(() -> asService("audit_sink")).isInstanceOf(OtherMigrationsException.class)
                .hasMessageContaining("V004").hasMessageContaining("scimctl deploy");
        owner.sql("drop table flyway_schema_history cascade").update();
        assertThatThrownBy(() -> asService("audit_sink")).hasMessageContaining("scimctl deploy");
    }

    @Test
    void aPostgresThatIsAwayStopsNoStart() {
        assertThatCode(() -> new MigrationGuard(
                () -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none"), OURS, () -> {})
                .checkAtStart())
                .doesNotThrowAnyException();
    }

    @Test
    void whatAPostgresThatWasAwayTurnsOutToBeIsAskedUntilItIsKnown() {
        var asked = new AtomicInteger();
        var ended = new AtomicInteger();
        var guard = new MigrationGuard(() -> {
            if (asked.incrementAndGet() < 3) {
                throw new SQLException("away", "08001");
            }
            return database.dataSource("audit_sink").getConnection();
        }, OURS, ended::incrementAndGet);
        guard.checkAtStart();
        guard.checkUntilKnown();
        makeOld();
        guard.checkUntilKnown();
        assertThat(ended).hasValue(1);
        var right = new MigrationGuard(() -> TestPostgres.database().dataSource("audit_sink").getConnection(), OURS,
                ended::incrementAndGet);
        right.checkUntilKnown();
        right.checkUntilKnown();
        assertThat(ended).hasValue(1);
    }

    @Test
    void theReportIsOfOurExceptionOnly() {
        var reporter = new OtherMigrationsReporter();
        assertThat(reporter.reportException(new IllegalStateException(OtherMigrationsException.missing("V001"))))
                .isTrue();
        assertThat(reporter.reportException(new IllegalStateException("else"))).isFalse();
    }

    private void asService(String role) throws SQLException {
        try (Connection connection = database.dataSource(role).getConnection()) {
            OURS.requireAll(connection);
        }
    }

    private void asOwner() throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            OURS.requireNoOther(connection);
        }
    }
}
