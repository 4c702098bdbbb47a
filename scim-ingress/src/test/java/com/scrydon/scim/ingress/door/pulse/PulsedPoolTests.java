package com.scrydon.scim.ingress.door.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.supervision.SupervisedThread;
import com.scrydon.scim.testkit.TestPostgres;
import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool while Postgres is silent. */
@Tag("R15")
class PulsedPoolTests {

    @Test
    void r15_thePoolHasConnectionsAtOnceWhenPostgresIsBackHoweverLongItWasAway() throws Exception {
        var silence = new Silence(Duration.ofSeconds(1), Duration.ofSeconds(1));
        var asked = new CountDownLatch(1);
        var counting = new DelegatingDataSource(TestPostgres.database().dataSource("scim_ingress")) {

            @Override
            public Connection getConnection() throws SQLException {
                asked.countDown();
                return super.getConnection();
            }
        };
        assertThat(silence.look()).isTrue();
        try (var _ = new SupervisedThread("opener",
                () -> new AwaitingConnections(counting, silence).getConnection().close()).start()) {
            assertThat(asked.await(300, TimeUnit.MILLISECONDS)).as("asked while Postgres is silent").isFalse();
            silence.answered();
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void r15_nobodyWaitsForAConnectionWhilePostgresIsSilent() throws Exception {
        var silence = new Silence(Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (var pool = new PulsedPool(new HikariConfig(), silence)) {
            pool.setDataSource(TestPostgres.database().dataSource("scim_ingress"));
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(Duration.ofHours(1).toMillis());
            try (var held = pool.getConnection()) {
                assertThat(silence.look()).isTrue();
                // The only connection is taken: without the pulse this would wait for an hour.
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessage("Postgres is silent");
                silence.answered();
                assertThat(held.isValid(1)).isTrue();
            }
            try (var again = pool.getConnection()) {
                assertThat(again.isValid(1)).isTrue();
            }
        }
    }
}
