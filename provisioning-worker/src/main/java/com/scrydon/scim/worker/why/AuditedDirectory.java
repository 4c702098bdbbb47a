package com.scrydon.scim.worker.why;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.worker.why.GroupsThen.Nesting;
import com.scrydon.scim.worker.why.Why.ByHand;
import com.scrydon.scim.worker.why.Why.Kept;
import com.scrydon.scim.worker.why.WhyAt.AccountThen;
import com.scrydon.scim.worker.why.WhyAt.TeamThen;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the directory was at a past moment, read from the audit log: of each key's story the facts decided by then, and of
 * those the one with the highest number decides (R27, R38).
 */
@Repository
class AuditedDirectory {

    static final String ACCOUNT = """
            select targets -> 0 ->> 'display' as email, (changes -> 'after' ->> 'active')::boolean as active
            from audit.record
            where key = :account and topic = '%s' and organisation_id = :organisation and occurred_at <= :at
            order by event_seq desc limit 1
            """.formatted(Topic.USERS.topicName());
    /** Whether a Group feeds the Team is what the newest of being made, linked, unlinked and deleted left. */
    static final String TEAM = """
            with story as (
                select type, changes, targets -> 0 ->> 'display' as name, event_seq from audit.record
                where key = :team and topic = '%1$s' and organisation_id = :organisation and occurred_at <= :at
            ),
            link as (
                select case when type in ('%2$s', '%3$s') then changes -> 'group' -> 0 ->> 'id' end as group_id
                from story where type in ('%2$s', '%3$s', '%4$s', '%5$s')
                order by event_seq desc limit 1
            )
            select (select name from story order by event_seq desc limit 1) as name,
                (select group_id from link)::uuid as group_id
            """.formatted(Topic.TEAMS.topicName(), FactType.TEAM_CREATED.typeName(), FactType.TEAM_LINKED.typeName(),
            FactType.TEAM_UNLINKED.typeName(), FactType.TEAM_DELETED.typeName());
    static final String NESTINGS = """
            select distinct on (r.key, m.child) r.key::uuid as parent, m.child::uuid as child, m.added
            from audit.record r
            cross join lateral (
                select c ->> 'id' as child, true as added from jsonb_array_elements(r.changes -> 'groupsAdded') c
                union all
                select c ->> 'id', false from jsonb_array_elements(r.changes -> 'groupsRemoved') c) m
            where r.key = any (:groups) and r.topic = '%s' and r.type = '%s'
                and r.organisation_id = :organisation and r.occurred_at <= :at
            order by r.key, m.child, r.event_seq desc
            """.formatted(Topic.GROUPS.topicName(), FactType.GROUP_MEMBERS_CHANGED.typeName());
    static final String DIRECT = """
            select distinct on (r.key) r.key::uuid as group_id, r.occurred_at,
                coalesce(r.changes -> 'accountsAdded' @> :member::jsonb, false) as added
            from audit.record r
            where r.key = any (:groups) and r.topic = '%s' and r.type = '%s'
                and (r.changes -> 'accountsAdded' @> :member::jsonb or r.changes -> 'accountsRemoved' @> :member::jsonb)
                and r.organisation_id = :organisation and r.occurred_at <= :at
            order by r.key, r.event_seq desc
            """.formatted(Topic.GROUPS.topicName(), FactType.GROUP_MEMBERS_CHANGED.typeName());
    static final String NAMES = """
            select distinct on (r.key) r.key::uuid as group_id, r.targets -> 0 ->> 'display' as name
            from audit.record r
            where r.key = any (:groups) and r.topic = '%s' and r.organisation_id = :organisation
                and r.occurred_at <= :at
            order by r.key, r.event_seq desc
            """.formatted(Topic.GROUPS.topicName());
    /** A deleted Team has no members, however they came. */
    private static final String NOT_DELETED = """
            not exists (select from audit.record where key = :team and topic = '%s'
                and type = '%s' and organisation_id = :organisation and occurred_at <= :at)
            """.formatted(Topic.TEAMS.topicName(), FactType.TEAM_DELETED.typeName());
    static final String BY_HAND = """
            select actor_display, occurred_at, coalesce(changes -> 'byHandAdded' @> :member::jsonb, false) as added
            from audit.record
            where key = :team and topic = '%s' and type = '%s'
                and (changes -> 'byHandAdded' @> :member::jsonb or changes -> 'byHandRemoved' @> :member::jsonb)
                and organisation_id = :organisation and occurred_at <= :at
                and %s
            order by event_seq desc limit 1
            """.formatted(Topic.TEAMS.topicName(), FactType.TEAM_MEMBERS_CHANGED.typeName(), NOT_DELETED);
    /** Nothing ends being kept but the end of the Team. */
    static final String KEPT = """
            select (changes -> 'keptFromGroup' -> 0 ->> 'id')::uuid as group_id, occurred_at from audit.record
            where key = :team and topic = '%s' and type = '%s'
                and changes -> 'keptAdded' @> :member::jsonb
                and organisation_id = :organisation and occurred_at <= :at
                and %s
            order by event_seq desc limit 1
            """.formatted(Topic.TEAMS.topicName(), FactType.TEAM_MEMBERS_CHANGED.typeName(), NOT_DELETED);
    /** A Team that was deleted is in no table but the log's. */
    private static final String HAD_TEAM = """
            select exists (select from directory.account where organisation_id = :organisation and id = :account)
                and exists (select from audit.record where key = :team and topic = '%s'
                    and type = '%s' and organisation_id = :organisation)
            """.formatted(Topic.TEAMS.topicName(), FactType.TEAM_DELETED.typeName());
    private static final String NOT_INDEXED = """
            with published as (
                select event_id, occurred_at, topic, topic_id, partition, "offset" from directory.outbox_published
                where organisation_id = :organisation and occurred_at <= :at
                union all
                select event_id, occurred_at, topic, topic_id, partition, "offset" from membership.outbox_published
                where organisation_id = :organisation and occurred_at <= :at
            )
            select exists (select from directory.outbox where organisation_id = :organisation and occurred_at <= :at)
                or exists (select from membership.outbox where organisation_id = :organisation and occurred_at <= :at)
                or exists (select from published p where not %s)
            """.formatted(AuditIndex.HAS_P);

    private final JdbcClient jdbc;

    AuditedDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the audit log has all facts of the organisation that were decided by then. */
    boolean isComplete(Moment moment) {
        return !statement(NOT_INDEXED, moment).query(Boolean.class).single();
    }

    /** Whether the organisation has the account, and had the Team. */
    boolean hadTeam(UUID organisation, UUID account, UUID team) {
        return jdbc.sql(HAD_TEAM).param("organisation", organisation).param("account", account)
                .param("team", team.toString()).query(Boolean.class).single();
    }

    AccountThen account(Moment moment, UUID account) {
        return statement(ACCOUNT, moment).param("account", account.toString())
                .query((row, _) -> new AccountThen(account, row.getString("email"),
                        row.getObject("active", Boolean.class)))
                .optional().orElseGet(() -> new AccountThen(account, null, null));
    }

    /** Without the name of its Group. */
    TeamThen team(Moment moment, UUID team) {
        return statement(TEAM, moment).param("team", team.toString())
                .query((row, _) -> new TeamThen(team, row.getString("name"), row.getObject("group_id", UUID.class),
                        null))
                .single();
    }

    GroupsThen groupsBelow(Moment moment, UUID group) {
        return GroupsThen.below(group, groups -> statement(NESTINGS, moment).param("groups", texts(groups))
                .query((row, _) -> row.getBoolean("added")
                        ? Optional.of(
                                new Nesting(row.getObject("parent", UUID.class), row.getObject("child", UUID.class)))
                        : Optional.<Nesting>empty())
                .list().stream().flatMap(Optional::stream).toList());
    }

    /** Since when the account was a direct member, by group, for those of the groups in which it was. */
    Map<UUID, Instant> direct(Moment moment, Collection<UUID> groups, UUID account) {
        var since = new LinkedHashMap<UUID, Instant>();
        statement(DIRECT, moment).param("groups", texts(groups)).param("member", member(account)).query(row -> {
            if (row.getBoolean("added")) {
                since.put(row.getObject("group_id", UUID.class), Moments.read(row, "occurred_at"));
            }
        });
        return since;
    }

    Map<UUID, String> names(Moment moment, Collection<UUID> groups) {
        var names = new LinkedHashMap<UUID, String>();
        statement(NAMES, moment).param("groups", texts(groups)).query(row -> {
            names.put(row.getObject("group_id", UUID.class), row.getString("name"));
        });
        return names;
    }

    Optional<ByHand> byHand(Moment moment, UUID team, UUID account) {
        return statement(BY_HAND, moment).param("team", team.toString()).param("member", member(account))
                .query((row, _) -> row.getBoolean("added")
                        ? Optional.of(new ByHand(row.getString("actor_display"), Moments.read(row, "occurred_at")))
                        : Optional.<ByHand>empty())
                .optional().flatMap(found -> found);
    }

    /** With an empty name of the Group. */
    Optional<Kept> kept(Moment moment, UUID team, UUID account) {
        return statement(KEPT, moment).param("team", team.toString()).param("member", member(account))
                .query((row, _) -> new Kept(row.getObject("group_id", UUID.class), "",
                        Moments.read(row, "occurred_at")))
                .optional();
    }

    private JdbcClient.StatementSpec statement(String sql, Moment moment) {
        return jdbc.sql(sql).param("organisation", moment.organisation()).param("at", Moments.parameter(moment.at()));
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String member(UUID account) {
        return "[{\"id\": \"" + account + "\"}]";
    }

    /** A past moment of an organisation. */
    record Moment(UUID organisation, Instant at) {}
}
