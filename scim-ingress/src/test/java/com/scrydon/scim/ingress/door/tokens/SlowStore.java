package com.scrydon.scim.ingress.door.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A real Postgres in which look-ups of tokens come to a gate after they have read the token: where they note its use. While it is
 * shut they wait there with what they have read; changes of tokens do not come by.
 */
final class SlowStore implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String GATE = """
            create function directory.wait_at_the_gate() returns trigger language plpgsql as
                'begin perform pg_advisory_xact_lock(2); return null; end';
            create trigger gate before update of last_used_at on directory.token
                for each statement execute function directory.wait_at_the_gate();
            """;
    private static final String AT_THE_GATE = """
            select pid from pg_locks join pg_database on pg_database.oid = pg_locks.database
            where locktype = 'advisory' and not granted and datname = current_database()
            """;

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final Connection keeper;
    private final JdbcClient ingress = JdbcClient.create(database.dataSource("scim_ingress"));
    private final KnownTokens known = new KnownTokens(ingress);
    private final UUID organisation = UUID.randomUUID();

    SlowStore() throws SQLException {
        keeper = database.owner().getConnection();
        owner.sql(GATE).update();
        owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'slow', 'Slow')")
                .param("id", organisation).update();
    }

    /** What look-ups go through. */
    KnownTokens tokens() {
        return known;
    }

    /** A new token, of which nobody noted the use yet. */
    UUID mint(String raw, Instant now) {
        var id = UUID.randomUUID();
        owner.sql("""
                insert into directory.token (id, organisation_id, label, sha256, scopes, created_by, created_at)
                values (:id, :organisation, 'slow', :sha256, '{users:read}', 'test', :now)
                """).param("id", id).param("organisation", organisation).param("sha256", TokenFormat.sha256(raw))
                .param("now", Moments.parameter(now)).update();
        return id;
    }

    void revoke(UUID token, Instant now) {
        assertThat(owner.sql("update directory.token set revoked_at = :now where id = :id and revoked_at is null")
                .param("id", token).param("now", Moments.parameter(now)).update()).isOne();
    }

    void shut() {
        keep("select pg_advisory_lock(2)");
    }

    void open() {
        keep("select pg_advisory_unlock(2)");
    }

    private void keep(String statement) {
        JdbcClient.create(new SingleConnectionDataSource(keeper, true)).sql(statement).query((_, _) -> "").list();
    }

    /** Waits until so many look-ups stand at the gate, each with a token that it has read. */
    void awaitAtTheGate(int lookUps) {
        Eventually.within(SOON, () -> assertThat(atTheGate()).hasSize(lookUps));
    }

    private List<Integer> atTheGate() {
        return owner.sql(AT_THE_GATE).query(Integer.class).list();
    }

    /** Ends the connections of those at the gate, as an outage does. */
    void fail() {
        atTheGate().forEach(pid -> owner.sql("select pg_terminate_backend(:pid)").param("pid", pid)
                .query(Boolean.class).single());
    }

    @Override
    public void close() throws SQLException {
        keeper.close();
    }
}
