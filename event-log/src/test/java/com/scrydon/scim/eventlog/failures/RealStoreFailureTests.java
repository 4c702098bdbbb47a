package com.scrydon.scim.eventlog.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.OwnPostgres;
import com.scrydon.scim.testkit.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a real Postgres, its driver, the pool and Spring throw, and what that means. */
class RealStoreFailureTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private SingleConnectionDataSource own;
    private JdbcClient jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void prepare() {
        own = new SingleConnectionDataSource(database.url(), "postgres", "postgres", true);
        jdbc = JdbcClient.create(own);
        transactions = new TransactionTemplate(new JdbcTransactionManager(own));
        owner.sql("create table public.thing (id int primary key, name text)").update();
        owner.sql("insert into public.thing values (1, 'a'), (2, 'b')").update();
    }

    @AfterEach
    void end() {
        own.destroy();
    }

    private static StoreFailure failure(ThrowingCallable call) {
        var thrown = catchThrowable(call);
        assertThat(thrown).as("it fails").isNotNull();
        return StoreFailure.of(thrown);
    }

    private void run(String statement) {
        jdbc.sql(statement).update();
    }

    private void ask(String query) {
        var _ = jdbc.sql(query).query().listOfRows();
    }

    @Test
    void aLockThatIsHeldTooLongIsLocked() throws SQLException {
        run("set lock_timeout = '50ms'");
        try (var other = held("update public.thing set name = 'x' where id = 1")) {
            assertThat(failure(() -> run("update public.thing set name = 'y' where id = 1"))).isEqualTo(new Locked());
            assertThat(failure(() -> ask("select from public.thing where id = 1 for update nowait")))
                    .isEqualTo(new Locked());
            other.rollback();
        }
    }

    /** Only who began to wait last looks for a circle, once its {@code deadlock_timeout} is over. */
    @Test
    void whoLosesADeadlockIsOvertaken() throws Exception {
        try (var other = held("update public.thing set name = 'x' where id = 2");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(failure(() -> transactions.executeWithoutResult(_ -> {
                run("update public.thing set name = 'y' where id = 1");
                var _ = threads.submit(() -> execute(other, "update public.thing set name = 'x' where id = 1"));
                await("wait_event_type = 'Lock'");
                run("set local deadlock_timeout = '10ms'");
                run("update public.thing set name = 'y' where id = 2");
            }))).isEqualTo(new Overtaken());
        }
    }

    @Test
    void aFailedSerializationIsOvertaken() {
        assertThat(failure(() -> transactions.executeWithoutResult(_ -> {
            run("set transaction isolation level repeatable read");
            ask("select from public.thing");
            owner.sql("update public.thing set name = 'x' where id = 1").update();
            run("update public.thing set name = 'y' where id = 1");
        }))).isEqualTo(new Overtaken());
    }

    @Test
    void aStatementThatIsEndedOrCancelledIsTooSlow() {
        run("set statement_timeout = '50ms'");
        assertThat(failure(() -> ask("select pg_sleep(30)"))).isEqualTo(new TooSlow());
        run("set statement_timeout = 0");
        run("set transaction_timeout = '50ms'");
        assertThat(failure(() -> ask("select pg_sleep(30)"))).isEqualTo(new TooSlow());
    }

    @Test
    void aKilledBackendIsAwayForWhoWaitsForItAndWhoComesAfter() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> catchThrowable(
                    () -> ask("select pg_sleep(30)")));
            await("wait_event = 'PgSleep'");
            database.terminateConnections();
            assertThat(waiting.get()).hasRootCauseMessage(
                    "FATAL: terminating connection due to administrator command");
            assertThat(StoreFailure.of(waiting.get())).isEqualTo(new Away());
            assertThat(failure(() -> ask("select 1"))).isEqualTo(new Away());
            assertThat(StoreFailure.of(new ExecutionException(waiting.get()))).isEqualTo(new Away());
        }
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitIsAway() {
        assertThat(failure(() -> transactions.executeWithoutResult(_ -> {
            run("insert into public.thing values (3, 'c')");
            try {
                database.terminateConnections();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }))).isEqualTo(new Away());
    }

    @Test
    void aSessionThatIsIdleInATransactionForTooLongIsAway() throws SQLException {
        run("set idle_in_transaction_session_timeout = '10ms'");
        try (var connection = own.getConnection()) {
            connection.setAutoCommit(false);
            ask("select 1");
            await("not exists (select from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database())");
            assertThat(failure(() -> ask("select 1"))).isEqualTo(new Away());
        }
    }

    @Test
    void aPostgresInWhichNothingCanBeWrittenIsAway() {
        run("set default_transaction_read_only = on");
        assertThat(failure(() -> run("insert into public.thing values (3, 'c')"))).isEqualTo(new Away());
    }

    @Test
    void whoMayNotLogInAndWhoIsOneTooManyIsAway() {
        owner.sql("create role stranger password 'stranger'").update();
        owner.sql("create role crowd login password 'crowd' connection limit 0").update();
        try {
            for (var role : List.of("stranger", "crowd")) {
                assertThat(failure(new DriverManagerDataSource(database.url(), role, role)::getConnection)).as(role)
                        .isEqualTo(new Away());
            }
        } finally {
            owner.sql("drop role stranger, crowd").update();
        }
    }

    @Test
    void whereNobodyListensItIsAwayThroughAPoolToo() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/nobody";
        assertThat(failure(new DriverManagerDataSource(url, "x", "x")::getConnection)).isEqualTo(new Away());
        try (var pool = pool(url)) {
            assertThat(failure(pool::getConnection)).isEqualTo(new Away());
            assertThat(failure(() -> JdbcClient.create(pool).sql("select 1").query().listOfRows()))
                    .isEqualTo(new Away());
            assertThat(failure(() -> new TransactionTemplate(new JdbcTransactionManager(pool))
                    .executeWithoutResult(_ -> {}))).isEqualTo(new Away());
        }
    }

    @Test
    void aPoolThatIsUsedUpOrClosedIsAway() throws SQLException {
        var pool = pool(database.url());
        try (var _ = pool.getConnection()) {
            assertThat(failure(pool::getConnection)).isEqualTo(new Away());
        }
        pool.close();
        assertThat(failure(pool::getConnection)).isEqualTo(new Away());
    }

    @Test
    void aPostgresThatShutsDownIsAway() throws Exception {
        try (var postgres = new OwnPostgres()) {
            var source = new SingleConnectionDataSource(postgres.database().url(), "postgres", "postgres", true);
            var client = JdbcClient.create(source);
            assertThat(client.sql("select 1").query().listOfRows()).hasSize(1);
            postgres.stop();
            assertThat(failure(() -> client.sql("select 1").query().listOfRows())).isEqualTo(new Away());
            source.destroy();
        }
    }

    /** A disk of a test cannot be filled up; a bound on temporary files is the nearest. */
    @Test
    void aDiskThatIsFullIsAway() {
        assertThat(failure(() -> raise("53100"))).isEqualTo(new Away());
        run("set temp_file_limit = '1MB'");
        run("set work_mem = '64kB'");
        assertThat(failure(() -> ask("select n, repeat('x', 100) from generate_series(1, 200000) n order by 2, 1")))
                .isEqualTo(new Away());
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into public.thing values (1, 'again')",
        "insert into public.thing values (null, 'x')",
        "insert into public.thing values (3000000000, 'x')", "insert into public.thing values ('one', 'x')",
        "update public.thing set name = convert_from('\\xff', 'UTF8')",
        "insert into public.thing values (1, 'x'), (1, 'y') on conflict (id) do update set name = excluded.name"})
    void contentThatPostgresDoesNotTakeIsData(String statement) {
        assertThat(failure(() -> run(statement))).isInstanceOfSatisfying(Data.class,
                data -> assertThat(data.what()).startsWith("ERROR: "));
    }

    @Test
    void anIndexEntryThatIsTooLongIsData() {
        run("create index on public.thing (name)");
        assertThat(failure(() -> run("update public.thing set name = (select string_agg(md5(n::text), '')"
                + " from generate_series(1, 1000) n)"))).isInstanceOfSatisfying(Data.class,
                        data -> assertThat(data.what()).contains("index row"));
    }

    @Test
    void aConstraintThatIsFoundViolatedAtTheCommitIsData() {
        run("alter table public.thing add constraint once unique (name) deferrable initially deferred");
        assertThat(failure(() -> transactions.executeWithoutResult(
                _ -> run("insert into public.thing values (3, 'a')")))).isInstanceOf(Data.class);
    }

    @Test
    void aMissingTableRightOrFunctionIsBroken() {
        assertThat(failure(() -> ask("select from public.nothing"))).isEqualTo(new Broken());
        assertThat(failure(() -> ask("select nothing()"))).isEqualTo(new Broken());
        var ingress = JdbcClient.create(database.dataSource("scim_ingress"));
        assertThat(failure(() -> ingress.sql("select from public.thing").query().listOfRows()))
                .isEqualTo(new Broken());
        assertThat(failure(() -> raise("P0001"))).isEqualTo(new Broken());
    }

    private void raise(String state) {
        run("do $$ begin raise exception 'refused' using errcode = '" + state + "'; end $$");
    }

    /** A transaction of somebody else that has done this and is open. */
    private Connection held(String statement) throws SQLException {
        var other = database.owner().getConnection();
        other.setAutoCommit(false);
        var _ = execute(other, statement);
        return other;
    }

    private static boolean execute(Connection connection, String statement) throws SQLException {
        try (var running = connection.createStatement()) {
            return running.execute(statement);
        }
    }

    private void await(String condition) {
        Eventually.within(Duration.ofSeconds(10), () -> assertThat(owner.sql(
                "select count(*) from pg_stat_activity where datname = current_database() and " + condition)
                .query(Long.class).single()).isPositive());
    }

    private static HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(250);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }
}
