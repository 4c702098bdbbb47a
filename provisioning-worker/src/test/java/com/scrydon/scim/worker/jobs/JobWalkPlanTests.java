package com.scrydon.scim.worker.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.PreparedWork;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The next accounts of a job cost the same in the middle of a large organisation or Team as in a small one, by plans made while the tables
 * were empty, and beside an organisation that is much larger.
 */
@Tag("slow")
@Tag("R35")
class JobWalkPlanTests {

    private static final int ACCOUNTS = 20_000;
    private static final int CHUNK = 500;
    private static final int TIMES = 12;
    private static final UUID ORGANISATION = new UUID(7, 7);
    private static final UUID NEIGHBOUR = new UUID(8, 8);
    private static final UUID TEAM = new UUID(9, 9);
    private static final UUID GROUP = new UUID(10, 10);
    private static final String LIMIT = "'" + CHUNK + "'";
    private static final List<String> TABLES = List.of("directory.account", "directory.scim_group", "directory.team",
            "directory.group_member", "directory.group_nesting", "directory.team_member_by_hand",
            "directory.team_member_kept", "membership.team_member", "membership.account_head", "membership.job");

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @Test
    void r35_theNextAccountsCostNoMoreThanTheyAre() throws SQLException {
        for (var table : TABLES) {
            owner.sql("alter table " + table + " set (autovacuum_enabled = off)").update();
            owner.sql("vacuum analyze " + table).update();
        }
        try (var raw = database.dataSource("provisioning_worker").getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(raw, true));
            try (var settings = raw.createStatement()) {
                settings.execute("set plan_cache_mode = force_generic_plan; set enable_seqscan = off");
            }
            var accounts = new JobAccounts(jdbc);
            var findings = new Findings(jdbc);
            for (int i = 0; i < TIMES; i++) {
                accounts.after(ORGANISATION, new Scope.Organisation(), GROUP, CHUNK);
                accounts.after(ORGANISATION, new Scope.Team(TEAM), GROUP, CHUNK);
                findings.of(List.of(GROUP), 1_000);
            }
            crowds();
            var middle = accounts.after(ORGANISATION, new Scope.Team(TEAM), new UUID(0, 0), ACCOUNTS / 2).getLast();
            assertLinear(ofOrganisation(raw, middle));
            assertLinear(ofTeam(raw, middle));
            var ids = IntStream.range(0, CHUNK).mapToObj(i -> id(1, i)).toList();
            assertLinear(
                    PreparedWork.of(raw, "from membership.difference", "'{" + String.join(",", ids) + "}'", "'1000'"));
        }
    }

    private static PreparedWork ofOrganisation(Connection raw, UUID after) throws SQLException {
        var each = List.of(quoted(ORGANISATION), quoted(after), LIMIT);
        return PreparedWork.of(raw, "union\n(select account_id from membership.account_head",
                Stream.of(each, each, List.of(LIMIT)).flatMap(List::stream).toArray(String[]::new));
    }

    private static PreparedWork ofTeam(Connection raw, UUID after) throws SQLException {
        var each = List.of(quoted(TEAM), quoted(ORGANISATION), quoted(after), LIMIT);
        return PreparedWork.of(raw, "with fed_by",
                Stream.of(List.of(quoted(TEAM), quoted(ORGANISATION)), each, each, each,
                        List.of(quoted(after), LIMIT), List.of(LIMIT)).flatMap(List::stream).toArray(String[]::new));
    }

    private static String quoted(UUID id) {
        return "'" + id + "'";
    }

    private static String id(int kind, int number) {
        return "00000000-0000-%04d-0000-%012x".formatted(kind, number);
    }

    private void crowds() {
        crowd(ORGANISATION, 1);
        crowd(NEIGHBOUR, 2);
        owner.sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (:g, :o, 'G', now(), now())
                """).param("g", GROUP).param("o", ORGANISATION).update();
        owner.sql(
                "insert into directory.team (id, organisation_id, name, group_id, created_at) values (:t, :o, 'T', :g, now())")
                .param("t", TEAM).param("o", ORGANISATION).param("g", GROUP).update();
        owner.sql("""
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select organisation_id, :g, id, now() from directory.account where organisation_id = :o
                """).param("g", GROUP).param("o", ORGANISATION).update();
        owner.sql("""
                insert into membership.team_member (account_id, team_id, organisation_id, since)
                select id, :t, organisation_id, now() from directory.account where organisation_id = :o
                """).param("t", TEAM).param("o", ORGANISATION).update();
    }

    private void crowd(UUID organisation, int kind) {
        owner.sql("insert into directory.organisation (id, slug, name) values (:o, :slug, 'O')")
                .param("o", organisation)
                .param("slug", "o" + kind).update();
        owner.sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                select (:prefix || lpad(to_hex(n), 12, '0'))::uuid, :o, 'person', n || '@x', n || '@x', now(), now()
                from generate_series(0, :last) n
                """).param("prefix", id(kind, 0).substring(0, 24)).param("o", organisation).param("last", ACCOUNTS - 1)
                .update();
        owner.sql("""
                insert into membership.account_head (account_id, organisation_id)
                select id, organisation_id from directory.account where organisation_id = :o
                """).param("o", organisation).update();
    }

    private static void assertLinear(PreparedWork work) {
        System.out.printf("%d rows and %d pages for %d accounts%n", work.rows(), work.pages(), CHUNK);
        assertThat(work.rows()).as(work.plan()).isLessThan(40L * CHUNK);
        assertThat(work.pages()).as(work.plan()).isLessThan(40L * CHUNK);
    }

    /** Each step would look into each of them. */
    @Test
    void r35_aTeamThatVeryManyGroupsFeedIsWalkedWithTheOrganisation() {
        crowd(ORGANISATION, 1);
        owner.sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                select :parent, :o, 'P', now(), now() union all
                select uuidv7(), :o, 'G' || n, now(), now() from generate_series(1, 60) n
                """).param("parent", GROUP).param("o", ORGANISATION).update();
        owner.sql("""
                insert into directory.group_nesting (organisation_id, parent_id, child_id, added_at)
                select :o, :parent, id, now() from directory.scim_group where id <> :parent
                """).param("parent", GROUP).param("o", ORGANISATION).update();
        owner.sql(
                "insert into directory.team (id, organisation_id, name, group_id, created_at) values (:t, :o, 'T', :g, now())")
                .param("t", TEAM).param("o", ORGANISATION).param("g", GROUP).update();
        var accounts = new JobAccounts(JdbcClient.create(database.dataSource("provisioning_worker")));
        assertThat(accounts.after(ORGANISATION, new Scope.Team(TEAM), new UUID(0, 0), CHUNK)).hasSize(CHUNK);
    }
}
