package com.scrydon.scim.worker.applying;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is in effect: {@code membership.team_member}, and the head rows that number its facts. */
@Repository
class MembershipStore {

    private static final String ENSURE_HEADS = """
            insert into membership.account_head (account_id, organisation_id)
            select a.id, a.organisation_id from directory.account a
            where a.id = any (:accounts::uuid[])
            order by a.id
            on conflict do nothing
            """;
    /**
     * One statement, issued after the locks: its snapshot holds everything committed before them. The heads are named
     * again, or the planner, who thinks that an account has hundreds of Teams, reads the heads of all accounts.
     */
    static final String RECOMPUTE = """
            with wanted as materialized (
                select e.account_id, e.team_id from directory.effective_teams(:accounts::uuid[]) e),
            gained as (
                insert into membership.team_member (account_id, team_id, organisation_id, since)
                select w.account_id, w.team_id, h.organisation_id, :now
                from wanted w
                join membership.account_head h
                    on h.account_id = w.account_id and h.account_id = any (:accounts::uuid[])
                on conflict do nothing
                returning account_id, team_id),
            lost as (
                delete from membership.team_member m
                where m.account_id = any (:accounts::uuid[])
                    and not exists (
                        select from wanted w where w.account_id = m.account_id and w.team_id = m.team_id)
                returning m.account_id, m.team_id)
            select account_id, team_id, true as gained from gained
            union all
            select account_id, team_id, false as gained from lost
            """;
    private static final String TEAMS_OF = """
            select m.account_id, m.team_id, coalesce(t.name, '') as name
            from membership.team_member m
            left join directory.team t on t.id = m.team_id
            where m.account_id = any (:accounts::uuid[])
            order by m.account_id, m.team_id
            """;
    private static final String NAMES = "select id, name from directory.team where id = any (:teams::uuid[])";

    private final JdbcClient jdbc;

    MembershipStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the head rows of accounts that have none yet. */
    void ensureHeads(Collection<UUID> accounts) {
        jdbc.sql(ENSURE_HEADS).param("accounts", array(accounts)).update();
    }

    /** Writes the difference between what is in effect and its definition, and answers it. Heads must be locked. */
    List<Membership> recompute(Collection<UUID> accounts, Instant now) {
        return jdbc.sql(RECOMPUTE).param("accounts", array(accounts)).param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Membership(row.getObject("account_id", UUID.class),
                        row.getObject("team_id", UUID.class), row.getBoolean("gained")))
                .list();
    }

    List<NamedTeam> teamsOf(Collection<UUID> accounts) {
        return jdbc.sql(TEAMS_OF).param("accounts", array(accounts))
                .query((row, _) -> new NamedTeam(row.getObject("account_id", UUID.class),
                        row.getObject("team_id", UUID.class), row.getString("name")))
                .list();
    }

    Map<UUID, String> names(Collection<UUID> teams) {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql(NAMES).param("teams", array(teams))
                .query(row -> {
                    names.put(row.getObject("id", UUID.class), row.getString("name"));
                });
        return names;
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
