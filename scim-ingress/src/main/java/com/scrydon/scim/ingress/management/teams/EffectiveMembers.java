package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.changes.Keyset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is in which Team now (schema {@code membership}), and why (schema {@code directory}). */
@Repository
class EffectiveMembers {

    /**
     * One page of pairs of account and Team. For each: the account's direct groups at or below the Team's Group, other
     * than that Group itself, are the groups through which it is reached.
     */
    private static final String REASONS = """
            with chosen as (
                select m.account_id, m.team_id, m.since, t.name, t.group_id
                from membership.team_member m join directory.team t on t.id = m.team_id
                where t.organisation_id = :organisation
                    and {wanted}
                order by m.account_id, m.team_id limit :count
            )
            select c.account_id, c.team_id, c.since, c.name, a.email,
                coalesce(a.attributes ->> 'displayName', a.user_name) as display_name,
                exists (select from directory.group_member g
                    where g.group_id = c.group_id and g.account_id = c.account_id) as direct,
                exists (select from directory.team_member_by_hand h
                    where h.team_id = c.team_id and h.account_id = c.account_id) as by_hand,
                exists (select from directory.team_member_kept k
                    where k.team_id = c.team_id and k.account_id = c.account_id) as kept,
                through.ids, through.names
            from chosen c
            join directory.account a on a.id = c.account_id
            cross join lateral (
                select array_agg(g.id order by g.display_name, g.id) as ids,
                    array_agg(g.display_name order by g.display_name, g.id) as names
                from directory.group_member gm join directory.scim_group g on g.id = gm.group_id
                where gm.account_id = c.account_id and g.id <> c.group_id
                    and g.id in (select b.group_id from directory.groups_at_or_below(array[c.group_id]) b)
            ) through
            order by c.account_id, c.team_id
            """;
    private static final int TEAMS_OF_ONE_ACCOUNT = 10_000;

    private final JdbcClient jdbc;

    EffectiveMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A group below the Team's Group. */
    record ThroughGroup(UUID id, String displayName) {}

    /** One account in one Team, with the reasons. */
    record Membership(UUID accountId, String email, String displayName, UUID teamId, String teamName, boolean direct,
            List<ThroughGroup> throughGroups, boolean byHand, boolean kept, Instant since) {}

    List<Membership> ofTeam(UUID organisation, UUID team, Keyset page) {
        return jdbc.sql(REASONS.replace("{wanted}", "m.team_id = :team and m.account_id > :after"))
                .param("organisation", organisation).param("team", team).param("after", page.after())
                .param("count", page.count()).query((row, _) -> read(row)).list();
    }

    List<Membership> ofAccount(UUID organisation, UUID account) {
        return jdbc.sql(REASONS.replace("{wanted}", "m.account_id = :account")).param("organisation", organisation)
                .param("account", account).param("count", TEAMS_OF_ONE_ACCOUNT).query((row, _) -> read(row)).list();
    }

    private static Membership read(ResultSet row) throws SQLException {
        return new Membership(row.getObject("account_id", UUID.class), row.getString("email"),
                row.getString("display_name"), row.getObject("team_id", UUID.class), row.getString("name"),
                row.getBoolean("direct"), through(row), row.getBoolean("by_hand"), row.getBoolean("kept"),
                Moments.read(row, "since"));
    }

    private static List<ThroughGroup> through(ResultSet row) throws SQLException {
        if (row.getArray("ids") == null) {
            return List.of();
        }
        var ids = (UUID[]) row.getArray("ids").getArray();
        var names = Arrays.asList((String[]) row.getArray("names").getArray());
        return IntStream.range(0, ids.length).mapToObj(i -> new ThroughGroup(ids[i], names.get(i))).toList();
    }
}
