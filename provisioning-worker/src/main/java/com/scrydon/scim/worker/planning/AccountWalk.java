package com.scrydon.scim.worker.planning;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Walks the accounts a fact reaches, in chunks, so that memory stays bounded however many there are. */
@Repository
class AccountWalk {

    /** Accounts in memory at a time. */
    static final int CHUNK = 2_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String GROUPS_BELOW = "select group_id from directory.groups_at_or_below(:groups::uuid[])";
    private static final String ACCOUNTS_OF_GROUPS = """
            select distinct m.account_id from directory.group_member m
            where m.group_id = any (:ids::uuid[]) and m.account_id > :after
            order by m.account_id limit :limit
            """;
    private static final String ACCOUNTS_OF_TEAMS = """
            select distinct a.account_id from (
                select account_id from membership.team_member where team_id = any (:ids::uuid[])
                union select account_id from directory.team_member_by_hand where team_id = any (:ids::uuid[])
                union select account_id from directory.team_member_kept where team_id = any (:ids::uuid[])
                union select m.account_id from directory.team t
                    join directory.group_member m on m.group_id = t.group_id
                    where t.id = any (:ids::uuid[])) a
            where a.account_id > :after
            order by a.account_id limit :limit
            """;
    /** Teams at or above a group, for a fact that could not be decoded. */
    private static final String TEAMS_ABOVE = """
            with recursive above (group_id, links) as (
                select unnest(:groups::uuid[]), 0
                union
                select n.parent_id, a.links + 1 from above a
                join directory.group_nesting n on n.child_id = a.group_id where a.links < 3)
            select t.id from above a join directory.team t on t.group_id = a.group_id
            """;

    private static final String GROUP_OF = """
            select group_id from directory.team where id = :team and group_id is not null
            """;

    private final JdbcClient jdbc;

    AccountWalk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Hands every account the reach covers to the consumer, chunk by chunk; some may come twice. */
    void walk(Reach reach, Consumer<List<UUID>> chunks) {
        if (!reach.accounts().isEmpty()) {
            chunks.accept(List.copyOf(reach.accounts()));
        }
        if (!reach.groups().isEmpty()) {
            var below = jdbc.sql(GROUPS_BELOW).param("groups", array(reach.groups())).query(UUID.class).list();
            walk(ACCOUNTS_OF_GROUPS, below, chunks);
        }
        if (!reach.teams().isEmpty()) {
            walk(ACCOUNTS_OF_TEAMS, reach.teams(), chunks);
        }
    }

    List<UUID> teamsAbove(UUID group) {
        return jdbc.sql(TEAMS_ABOVE).param("groups", array(List.of(group))).query(UUID.class).list();
    }

    /** The Group that feeds the Team, if any. */
    List<UUID> groupOf(UUID team) {
        return jdbc.sql(GROUP_OF).param("team", team).query(UUID.class).list();
    }

    private void walk(String statement, Collection<UUID> ids, Consumer<List<UUID>> chunks) {
        var after = BEFORE_ALL;
        List<UUID> chunk;
        do {
            chunk = jdbc.sql(statement).param("ids", array(ids)).param("after", after).param("limit", CHUNK)
                    .query(UUID.class).list();
            if (!chunk.isEmpty()) {
                chunks.accept(chunk);
                after = chunk.getLast();
            }
        } while (chunk.size() == CHUNK);
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
