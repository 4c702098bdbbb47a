package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Together;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An organisation has at most ten usable tokens, whoever makes and rotates them at the same time (R2). */
class TokenRaceTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EXPIRE = "update directory.token set expires_at = clock_timestamp() where id = :id";
    private static final String REVIVE = "update directory.token set expires_at = null where id = :id";
    private static final String BLOCKED_BY = """
            select count(*) from pg_stat_activity where :pid = any(pg_blocking_pids(pid))
            """;

    private final UUID organisation = INGRESS.tenant().organisation();

    private int mint() {
        return management("/tokens", "{\"label\":\"x\",\"scopes\":[\"users:read\"]}").status();
    }

    private Answer management(String path, String body) {
        return INGRESS.managementOf(organisation, "POST", path, body);
    }

    private String minted() {
        return management("/tokens", "{\"label\":\"x\",\"scopes\":[\"users:read\"]}").text("id");
    }

    private String expired() {
        var id = minted();
        INGRESS.owner().sql(EXPIRE).param("id", UUID.fromString(id)).update();
        return id;
    }

    private int rotate(String id) {
        return management("/tokens/" + id + "/rotate",
                "{\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(30)) + "\"}").status();
    }

    private long usable() {
        return INGRESS.owner().sql("""
                select count(*) from directory.token
                where organisation_id = :id and revoked_at is null and (expires_at is null or expires_at > now())
                """).param("id", organisation).query(Long.class).single();
    }

    @RepeatedTest(5)
    void r2_expiredTokensThatComeBackAndNewOnesAreTenTogether() {
        var expired = IntStream.range(0, 8).mapToObj(_ -> expired()).toList();
        IntStream.range(0, 5).forEach(_ -> minted());
        var calls = Stream.concat(expired.stream().<Callable<Integer>>map(id -> () -> rotate(id)),
                Stream.<Callable<Integer>>generate(() -> this::mint).limit(8)).toList();
        var statuses = Together.run(calls);
        // Six were usable before, the organisation's first token and five more: four of the sixteen calls succeed, whichever come first.
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(12);
        assertThat(statuses).isSubsetOf(200, 201, 409);
        assertThat(usable()).isEqualTo(10);
    }

    /** A rotation waits for its turn; meanwhile its token expires, and somebody makes one in its place. */
    @Test
    void r2_aTokenThatExpiresWhileItsRotationWaitsIsCountedAsExpired() throws Exception {
        var inItsPlace = UUID.fromString(expired());
        var tokens = IntStream.range(0, 9).mapToObj(_ -> minted()).toList();
        var token = UUID.fromString(tokens.getFirst());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var connection = INGRESS.database().owner().getConnection()) {
            connection.setAutoCommit(false);
            var holder = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            holder.sql("select id from directory.token where id = :id for update").param("id", token)
                    .query(UUID.class).single();
            var rotation = threads.submit(() -> rotate(token.toString()));
            awaitWaiting(connection);
            List.of(holder.sql(EXPIRE).param("id", token), holder.sql(REVIVE).param("id", inItsPlace))
                    .forEach(JdbcClient.StatementSpec::update);
            connection.commit();
            assertThat(rotation.get()).isEqualTo(409);
        }
        assertThat(usable()).isEqualTo(10);
    }

    private static void awaitWaiting(Connection holder) throws SQLException {
        int pid = JdbcClient.create(new SingleConnectionDataSource(holder, true)).sql("select pg_backend_pid()")
                .query(Integer.class).single();
        Eventually.within(SOON, () -> assertThat(
                INGRESS.owner().sql(BLOCKED_BY).param("pid", pid).query(Long.class).single()).isPositive());
    }
}
