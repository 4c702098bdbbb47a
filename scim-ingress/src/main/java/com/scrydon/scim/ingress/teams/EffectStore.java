package com.scrydon.scim.ingress.teams;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What is in effect, and why: rows of {@code membership.team_member} with their reasons in {@code directory}. */
@Repository
class EffectStore {

    /** Reasons of one membership: direct in the Team's Group, through groups below it, by hand, kept. */
    private static final String REASONS = """
            exists (select from directory.group_member d where d.group_id = t.group_id and d.account_id = m.account_id)
                as direct,
            coalesce((
                select jsonb_agg(jsonb_build_object('id', g.id, 'displayName', g.display_name) order by g.display_name)
                from directory.groups_at_or_below(array[t.group_id]) b
                join directory.group_member x on x.group_id = b.group_id and x.account_id = m.account_id
                join directory.scim_group g on g.id = b.group_id
                where b.group_id <> t.group_id), '[]') as through_groups,
            exists (select from directory.team_member_by_hand h
                where h.team_id = t.id and h.account_id = m.account_id) as by_hand,
            exists (select from directory.team_member_kept k
                where k.team_id = t.id and k.account_id = m.account_id) as kept
            """;
    private static final String MEMBERS = """
            select m.account_id, a.email, coalesce(a.attributes->>'displayName', a.user_name) as display_name, m.since,
            """ + REASONS + """
            from directory.team t
            join membership.team_member m on m.team_id = t.id
            join directory.account a on a.id = m.account_id
            where t.organisation_id = :organisation and t.id = :team and m.account_id > :after
            order by m.account_id limit :limit
            """;
    private static final String TEAMS_OF_ACCOUNT = """
            select t.id as team_id, t.name, m.since,
            """ + REASONS + """
            from membership.team_member m
            join directory.team t on t.id = m.team_id
            where t.organisation_id = :organisation and m.account_id = :account
            order by lower(t.name)
            """;

    private final JdbcClient jdbc;

    EffectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A group through which a membership comes. */
    record Through(UUID id, String displayName) {}

    /** A member in effect. */
    record Member(UUID accountId, String email, Optional<String> displayName, boolean direct,
            List<Through> throughGroups,
            boolean byHand, boolean kept, Instant since) {}

    /** A Team in effect. */
    record TeamOfAccount(UUID id, String name, boolean direct, List<Through> throughGroups, boolean byHand,
            boolean kept, Instant since) {}

    List<Member> members(UUID organisation, UUID team, UUID after, int limit) {
        return jdbc.sql(MEMBERS).param("organisation", organisation).param("team", team).param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Member(row.getObject("account_id", UUID.class), row.getString("email"),
                        Optional.ofNullable(row.getString("display_name")), row.getBoolean("direct"), through(row),
                        row.getBoolean("by_hand"), row.getBoolean("kept"), since(row)))
                .list();
    }

    List<TeamOfAccount> teamsOf(UUID organisation, UUID account) {
        return jdbc.sql(TEAMS_OF_ACCOUNT).param("organisation", organisation).param("account", account)
                .query((row, _) -> new TeamOfAccount(row.getObject("team_id", UUID.class), row.getString("name"),
                        row.getBoolean("direct"), through(row), row.getBoolean("by_hand"), row.getBoolean("kept"),
                        since(row)))
                .list();
    }

    private static List<Through> through(ResultSet row) throws SQLException {
        return JsonMapper.shared().readTree(row.getString("through_groups")).valueStream().map(
                g -> new Through(UUID.fromString(g.path("id").asString()), g.path("displayName").asString("")))
                .toList();
    }

    private static Instant since(ResultSet row) throws SQLException {
        return row.getObject("since", OffsetDateTime.class).toInstant();
    }
}
