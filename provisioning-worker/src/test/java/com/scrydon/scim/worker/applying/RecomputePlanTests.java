package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.testkit.PreparedWork;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a recomputation reads depends on its batch, not on how many accounts there are. */
@Tag("R22")
class RecomputePlanTests {

    private static final int ACCOUNTS = 50_000;
    private static final int BATCH = 400;
    private static final int BURST = 20_000;
    private static final int GROUPS = 3_000;
    /** pgjdbc prepares on the server from the fifth execution on. */
    private static final int TIMES = 12;
    private static final UUID ORGANISATION = new UUID(7, 7);
    private static final List<String> TABLES = List.of("directory.account", "directory.scim_group", "directory.team",
            "directory.group_member", "directory.group_nesting", "directory.team_member_by_hand",
            "directory.team_member_kept", "membership.team_member", "membership.account_head");

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @Test
    void r22_aBatchReadsTheHeadsOfItsAccountsOnly() {
        CrowdOfAccounts.create(owner, new UUID(7, 7), ACCOUNTS);
        owner.sql("""
                insert into membership.account_head (account_id, organisation_id)
                select id, organisation_id from directory.account
                """).update();
        // As the bulk of an import leaves it: of the small tables the planner knows nothing yet.
        owner.sql("analyze directory.account, membership.account_head").update();
        var accounts = IntStream.range(0, BATCH).mapToObj(i -> new UUID(1, i)).toArray(UUID[]::new);
        var plan = String.join("\n", JdbcClient.create(database.dataSource("provisioning_worker"))
                .sql("explain " + MembershipStore.RECOMPUTE).param("accounts", accounts)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC)).query(String.class).list());
        assertThat(plan).contains("account_head").doesNotContain("Seq Scan on account_head");
    }

    /** As on a quiet system that is pushed a large Group: plans made for empty tables meet it, and no statistic knows. */
    @Test
    void r22_aBatchOfABurstThatNoStatisticKnowsReadsItsOwnRowsOnly() throws SQLException {
        for (var table : TABLES) {
            owner.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
            owner.sql("vacuum analyze " + table).update();
        }
        try (var raw = database.dataSource("provisioning_worker").getConnection()) {
            var source = new SingleConnectionDataSource(raw, true);
            var jdbc = JdbcClient.create(source);
            var store = new MembershipStore(jdbc);
            var aggregates = new Aggregates(jdbc);
            var transactions = new TransactionTemplate(new JdbcTransactionManager(source));
            for (int i = 0; i < TIMES; i++) {
                transactions.executeWithoutResult(_ -> batch(store, aggregates, List.of(new UUID(1, 0))));
            }
            pushedBurst();
            try (var settings = raw.createStatement()) {
                settings.execute("set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
            }
            var accounts = IntStream.range(0, BATCH).mapToObj(i -> new UUID(1, i)).toList();
            var ids = accounts.stream().map(UUID::toString).collect(Collectors.joining(",", "'{", "}'"));
            assertLinear(PreparedWork.of(raw, "insert into membership.account_head", ids));
            transactions.executeWithoutResult(_ -> store.ensureHeads(accounts));
            assertLinear(PreparedWork.of(raw, "order by account_id for no key", ids));
            assertLinear(PreparedWork.of(raw, "with difference", ids, "'2026-11-29 08:00Z'"));
            transactions.executeWithoutResult(_ -> store.recompute(accounts, Instant.EPOCH));
            assertLinear(PreparedWork.of(raw, "with difference", ids, "'2026-11-29 08:00Z'"));
            assertLinear(PreparedWork.of(raw, "order by m.account_id, m.team_id", ids));
            assertLinear(PreparedWork.of(raw, "select id, name from directory.team", ids));
        }
    }

    private static void batch(MembershipStore store, Aggregates aggregates, List<UUID> accounts) {
        store.planByIndex();
        store.ensureHeads(accounts);
        aggregates.lockHeads(accounts);
        store.recompute(accounts, Instant.EPOCH);
        store.teamsOf(accounts);
        store.names(accounts);
    }

    private void pushedBurst() {
        CrowdOfAccounts.create(owner, ORGANISATION, BURST);
        owner.sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                select ('00000000-0000-0002-0000-' || lpad(to_hex(n), 12, '0'))::uuid, :o, 'G' || n, now(), now()
                from generate_series(0, :last) n
                """).param("o", ORGANISATION).param("last", GROUPS - 1).update();
        owner.sql("""
                insert into directory.team (organisation_id, name, group_id, created_at)
                select organisation_id, display_name, id, now() from directory.scim_group
                """).update();
        // Chains of three: each third Group is in the one before, and that in the one before it.
        owner.sql("""
                insert into directory.group_nesting (organisation_id, parent_id, child_id, added_at)
                select :o, ('00000000-0000-0002-0000-' || lpad(to_hex(n - 1), 12, '0'))::uuid,
                    ('00000000-0000-0002-0000-' || lpad(to_hex(n), 12, '0'))::uuid, now()
                from generate_series(0, :last) n where n % 3 > 0
                """).param("o", ORGANISATION).param("last", GROUPS - 1).update();
        owner.sql("""
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select :o, ('00000000-0000-0002-0000-' || lpad(to_hex(2), 12, '0'))::uuid, id, now()
                from directory.account
                """).param("o", ORGANISATION).update();
    }

    private static void assertLinear(PreparedWork work) {
        System.out.printf("%d rows and %d pages for %d accounts%n", work.rows(), work.pages(), BATCH);
        assertThat(work.rows()).as(work.plan()).isLessThan(100L * BATCH);
        assertThat(work.pages()).as(work.plan()).isLessThan(200L * BATCH);
    }
}
