package com.scrydon.scim.worker.applying;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
     * One statement, issued after the locks: its snapshot holds everything committed before them. Nothing is joined that
     * a nested loop could walk once for each row of a batch.
     */
    static final String RECOMPUTE = """
            with difference as materialized (
                select d.account_id, d.team_id, d.gained from membership.difference(:accounts::uuid[]) d),
            gained as (
                insert into membership.team_member (account_id, team_id, organisation_id, since)
                select d.account_id, d.team_id, h.organisation_id, :now
                from difference d
                cross join lateral (
                    select o.organisation_id from membership.account_head o where o.account_id = d.account_id offset 0) h
                where d.gained
                on conflict do nothing
                returning account_id, team_id),
            lost as (
                delete from membership.team_member m using difference d
                where not d.gained and m.account_id = d.account_id and m.team_id = d.team_id
                returning m.account_id, m.team_id)
            select account_id, team_id, true as gained from gained
            union all
            select account_id, team_id, false as gained from lost
            """;
    private static final String TEAMS_OF = """
            select m.account_id, m.team_id from membership.team_member m
            where m.account_id = any (:accounts::uuid[])
            order by m.account_id, m.team_id
            """;
    private static final String NAMES = "select id, name from directory.team where id = any (:teams::uuid[])";

    private final JdbcClient jdbc;

    MembershipStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For the rest of this transaction; the first thing in it. */
    void planByIndex() {
        PlanByIndex.inTransaction(jdbc);
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

    /** By account, in the order of ids; an account without any is missing. */
    Map<UUID, List<UUID>> teamsOf(Collection<UUID> accounts) {
        Map<UUID, List<UUID>> teams = new HashMap<>();
        jdbc.sql(TEAMS_OF).param("accounts", array(accounts))
                .query(row -> {
                    teams.computeIfAbsent(row.getObject("account_id", UUID.class), _ -> new ArrayList<>())
                            .add(row.getObject("team_id", UUID.class));
                });
        return teams;
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
