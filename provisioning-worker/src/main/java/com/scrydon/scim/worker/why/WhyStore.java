package com.scrydon.scim.worker.why;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.worker.why.Why.ByHand;
import com.scrydon.scim.worker.why.Why.Chain;
import com.scrydon.scim.worker.why.Why.Kept;
import com.scrydon.scim.worker.why.Why.OfAccount;
import com.scrydon.scim.worker.why.Why.OfGroup;
import com.scrydon.scim.worker.why.Why.OfTeam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the directory says about one account and one Team. */
@Repository
class WhyStore {

    private static final String VERDICT = """
            select a.id, coalesce(a.attributes ->> 'displayName', a.user_name) as display_name, a.email, a.active,
                a.deprovisioned_at is not null as deprovisioned, t.id as team_id, t.name, t.group_id,
                g.display_name as group_name,
                exists (select from directory.effective_teams(array[a.id]) e where e.team_id = t.id) as effective,
                m.since
            from directory.account a
            join directory.team t on t.organisation_id = a.organisation_id
            left join directory.scim_group g on g.id = t.group_id
            left join membership.team_member m on m.account_id = a.id and m.team_id = t.id
            where a.organisation_id = :organisation and a.id = :account and t.id = :team
            """;
    /** Every way up from a direct group of the account to the Team's Group, through at most three links. */
    private static final String CHAINS = """
            with recursive
            relevant as materialized (
                select group_id from directory.groups_at_or_below(array[:group::uuid])
            ),
            chain (ids, since) as (
                select array[m.group_id], m.added_at
                from directory.group_member m
                where m.account_id = :account and m.group_id in (select group_id from relevant)
                union all
                select c.ids || n.parent_id, c.since
                from chain c
                join directory.group_nesting n on n.child_id = c.ids[cardinality(c.ids)]
                where cardinality(c.ids) <= 3 and c.ids[cardinality(c.ids)] <> :group
                    and n.parent_id in (select group_id from relevant)
            )
            select c.ids, c.since,
                array(select g.display_name from unnest(c.ids) with ordinality u (id, n)
                    join directory.scim_group g on g.id = u.id order by u.n) as names
            from chain c
            where c.ids[cardinality(c.ids)] = :group
            order by cardinality(c.ids), c.ids limit :limit
            """;
    private static final String BY_HAND = """
            select added_by, added_at from directory.team_member_by_hand
            where team_id = :team and account_id = :account
            """;
    private static final String KEPT = """
            select group_id, group_name, kept_at from directory.team_member_kept
            where team_id = :team and account_id = :account
            """;

    private final JdbcClient jdbc;

    WhyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The account, the Team, whether the one should be in the other and since when it is. */
    record Verdict(OfAccount account, OfTeam team, boolean effective, @Nullable Instant since) {}

    /** Empty unless both are of the organisation. */
    Optional<Verdict> verdict(UUID organisation, UUID account, UUID team) {
        return jdbc.sql(VERDICT).param("organisation", organisation).param("account", account).param("team", team)
                .query((row, _) -> verdict(row)).optional();
    }

    List<Chain> chains(UUID account, UUID group, int limit) {
        return jdbc.sql(CHAINS).param("account", account).param("group", group).param("limit", limit)
                .query((row, _) -> new Chain(groups(row), Moments.read(row, "since"))).list();
    }

    Optional<ByHand> byHand(UUID account, UUID team) {
        return jdbc.sql(BY_HAND).param("team", team).param("account", account)
                .query((row, _) -> new ByHand(row.getString("added_by"), Moments.read(row, "added_at"))).optional();
    }

    Optional<Kept> kept(UUID account, UUID team) {
        return jdbc.sql(KEPT).param("team", team).param("account", account)
                .query((row, _) -> new Kept(row.getObject("group_id", UUID.class), row.getString("group_name"),
                        Moments.read(row, "kept_at")))
                .optional();
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        var account = new OfAccount(row.getObject("id", UUID.class), row.getString("display_name"),
                row.getString("email"), row.getBoolean("active"), row.getBoolean("deprovisioned"));
        var team = new OfTeam(row.getObject("team_id", UUID.class), row.getString("name"),
                row.getObject("group_id", UUID.class), row.getString("group_name"));
        return new Verdict(account, team, row.getBoolean("effective"), Moments.find(row, "since").orElse(null));
    }

    private static List<OfGroup> groups(ResultSet row) throws SQLException {
        var ids = (UUID[]) row.getArray("ids").getArray();
        var names = (String[]) row.getArray("names").getArray();
        return IntStream.range(0, ids.length).mapToObj(i -> new OfGroup(ids[i], names[i])).toList();
    }
}
