package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes of the directory as scim-ingress makes them: its locks in its order, its statements, its facts, through the
 * real {@link Aggregates} and {@link Outbox}. Each answers what it did to the model, for when it commits.
 */
final class DirectoryChanges {

    static final UUID ORGANISATION = new UUID(7, 7);

    private static final FactContext CONTEXT = new FactContext(new Actor("token", "okta", "okta"), "request", null,
            null, Instant.EPOCH);
    private static final String LOCK_NESTING = "select pg_advisory_xact_lock(hashtextextended(:organisation::text, 7))";
    private static final String ADD_MEMBERS = """
            insert into directory.group_member (organisation_id, group_id, account_id, added_at)
            select :organisation, :group, living.id, now()
            from (select id from directory.account where id = any (:ids) and deprovisioned_at is null
                  order by id for key share) living
            on conflict do nothing returning account_id
            """;
    private static final String REMOVE_MEMBERS = """
            delete from directory.group_member where group_id = :group and account_id = any (:ids) returning account_id
            """;
    private static final String EMPTY = "delete from directory.group_member where group_id = :group returning account_id";
    private static final String NEST = """
            insert into directory.group_nesting values (:organisation, :group, :child, now())
            on conflict do nothing returning child_id
            """;
    private static final String UNNEST = """
            delete from directory.group_nesting where parent_id = :group and child_id = :child returning child_id
            """;
    private static final String UNNEST_ALL = """
            delete from directory.group_nesting where parent_id = :group returning child_id
            """;
    private static final String LEAVE_PARENTS = """
            delete from directory.group_nesting where child_id = :group returning parent_id
            """;
    private static final String KEEP_MEMBERS = """
            insert into directory.team_member_kept (organisation_id, team_id, account_id, group_id, group_name, kept_at)
            select :organisation, e.team_id, e.account_id, :group, 'G', now()
            from directory.effective_teams(array(
                select distinct m.account_id from directory.group_member m
                where m.group_id in (select group_id from directory.groups_at_or_below(array[:group::uuid])))) e
            where e.team_id = :team
            order by e.account_id
            on conflict do nothing returning account_id
            """;
    private static final String LEAVE_GROUPS = """
            delete from directory.group_member where account_id = :account returning group_id
            """;

    private final JdbcClient jdbc;
    private final DirectoryModel<UUID> model;
    private final Aggregates aggregates;
    private final Outbox outbox;

    DirectoryChanges(JdbcClient jdbc, FactCodec codec, DirectoryModel<UUID> model) {
        this.jdbc = jdbc;
        this.model = model;
        this.aggregates = new Aggregates(jdbc);
        this.outbox = new Outbox(jdbc, codec, () -> {});
    }

    /** What was asked for, and what it does to the model. */
    record Change(String what, Runnable effect) {}

    Change random(RandomGenerator chance) {
        int kind = chance.nextInt(100);
        var account = one(chance, model.accounts());
        var team = one(chance, model.teams());
        if (kind < 20) {
            return setActive(account, !model.isActive(account));
        } else if (kind < 30) {
            return byHand(team, account, chance.nextInt(3) > 0);
        } else if (kind < 36 || model.groups().isEmpty()) {
            return createGroup(chance.nextInt(1_000));
        }
        var group = one(chance, model.groups());
        var other = one(chance, model.groups());
        if (kind < 62) {
            var accounts = Stream.of(account, one(chance, model.accounts())).collect(Collectors.toSet());
            return members(group, accounts, chance.nextInt(3) > 0);
        } else if (kind < 82) {
            return nest(group, other, !model.children(group).contains(other) || chance.nextInt(3) == 0);
        } else if (kind < 87) {
            return deprovision(account);
        } else if (kind < 93) {
            return deleteGroup(group);
        }
        return link(group, team);
    }

    private static <T> T one(RandomGenerator chance, List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    Change setActive(UUID account, boolean active) {
        var locked = lock(AggregateKind.ACCOUNT, account);
        jdbc.sql("update directory.account set active = :active, deprovisioned_at = null where id = :id")
                .param("active", active).param("id", account).update();
        append(Facts.user(locked, active));
        return new Change((active ? "reactivate " : "deactivate ") + name(account),
                () -> model.setActive(account, active));
    }

    Change deprovision(UUID account) {
        var groups = jdbc.sql("select group_id from directory.group_member where account_id = :account")
                .param("account", account).query(UUID.class).list();
        var locked = aggregates.lock(AggregateKind.GROUP, ORGANISATION, groups).stream()
                .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
        jdbc.sql("select id from directory.account where id = :id for no key update").param("id", account)
                .query(UUID.class).single();
        var left = jdbc.sql(LEAVE_GROUPS).param("account", account).query(UUID.class).list();
        if (!locked.keySet().containsAll(left)) {
            throw new CannotAcquireLockException("the user joined a group meanwhile");
        }
        jdbc.sql("update directory.account set active = false, deprovisioned_at = now() where id = :id")
                .param("id", account).update();
        left.forEach(g -> append(Facts.members(locked.get(g), List.of(), List.of(account), List.of(), List.of())));
        append(Facts.user(lock(AggregateKind.ACCOUNT, account), false));
        return new Change("delete user " + name(account), () -> {
            model.setActive(account, false);
            left.forEach(g -> model.members(g).remove(account));
        });
    }

    Change members(UUID group, Set<UUID> accounts, boolean add) {
        var locked = lock(AggregateKind.GROUP, group);
        var ids = accounts.toArray(UUID[]::new);
        var changed = jdbc.sql(add ? ADD_MEMBERS : REMOVE_MEMBERS).param("organisation", ORGANISATION)
                .param("group", group).param("ids", ids).query(UUID.class).list();
        append(Facts.members(locked, add ? changed : List.of(), add ? List.of() : changed, List.of(), List.of()));
        return new Change(name(group) + (add ? " gains " : " loses ") + names(changed), () -> {
            if (add) {
                model.members(group).addAll(changed);
            } else {
                model.members(group).removeAll(changed);
            }
        });
    }

    Change nest(UUID parent, UUID child, boolean add) {
        lockNesting();
        var locked = lock(AggregateKind.GROUP, parent);
        if (add && !model.mayNest(parent, child)) {
            return new Change("refused nesting", () -> {});
        }
        var changed = jdbc.sql(add ? NEST : UNNEST).param("organisation", ORGANISATION).param("group", parent)
                .param("child", child).query(UUID.class).list();
        append(Facts.members(locked, List.of(), List.of(), add ? changed : List.of(), add ? List.of() : changed));
        return new Change(name(parent) + (add ? " takes in " : " lets go ") + names(changed), () -> {
            if (add) {
                model.children(parent).addAll(changed);
            } else {
                model.children(parent).removeAll(changed);
            }
        });
    }

    Change createGroup(int number) {
        var group = new UUID(2, number);
        var team = new UUID(3, number);
        jdbc.sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (:id, :organisation, :name, now(), now())
                """).param("id", group).param("organisation", ORGANISATION).param("name", "G" + number).update();
        jdbc.sql("""
                insert into directory.team (id, organisation_id, name, group_id, created_at)
                values (:id, :organisation, :name, :group, now())
                """).param("id", team).param("organisation", ORGANISATION).param("name", "T" + number)
                .param("group", group).update();
        append(Facts.groupCreated(aggregates.inserted(AggregateKind.GROUP, ORGANISATION, group)));
        return new Change("create " + name(group), () -> {
            model.addGroup(group);
            model.addTeam(team);
            model.link(team, group);
        });
    }

    Change deleteGroup(UUID group) {
        lockNesting();
        var ids = Stream.concat(Stream.of(group), model.parents(group).stream()).toList();
        var locked = aggregates.lock(AggregateKind.GROUP, ORGANISATION, ids).stream()
                .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
        jdbc.sql("select id from directory.scim_group where id = :id for update").param("id", group)
                .query(UUID.class).single();
        var team = jdbc.sql("select id from directory.team where group_id = :id").param("id", group)
                .query(UUID.class).optional();
        var keptByModel = new HashSet<UUID>();
        var facts = new ArrayList<PendingFact>();
        team.ifPresent(t -> {
            var lockedTeam = lock(AggregateKind.TEAM, t);
            var kept = jdbc.sql(KEEP_MEMBERS).param("organisation", ORGANISATION).param("group", group)
                    .param("team", t).query(UUID.class).list();
            // What was committed when the statement above began; others may commit before the next one.
            keptByModel.addAll(model.broughtBy(group));
            jdbc.sql("update directory.team set group_id = null where id = :id").param("id", t).update();
            facts.add(Facts.kept(lockedTeam, group, kept));
        });
        append(Facts.members(locked.get(group), List.of(), ids(EMPTY, group), List.of(), ids(UNNEST_ALL, group)));
        append(Facts.groupDeleted(locked.get(group)));
        for (var parent : ids(LEAVE_PARENTS, group)) {
            append(Facts.members(locked.get(parent), List.of(), List.of(), List.of(), List.of(group)));
        }
        facts.forEach(this::append);
        jdbc.sql("delete from directory.scim_group where id = :id").param("id", group).update();
        return new Change("delete " + name(group), () -> model.deleteGroup(group, keptByModel));
    }

    Change byHand(UUID team, UUID account, boolean add) {
        var locked = lock(AggregateKind.TEAM, team);
        int changed = jdbc.sql(add
                ? "insert into directory.team_member_by_hand values (:organisation, :team, :account, 'admin', now())"
                        + " on conflict do nothing"
                : "delete from directory.team_member_by_hand where team_id = :team and account_id = :account"
                        + " and organisation_id = :organisation")
                .param("organisation", ORGANISATION).param("team", team).param("account", account).update();
        if (changed > 0) {
            append(Facts.byHand(locked, account, add));
        }
        return new Change(name(team) + (add ? " gains by hand " : " loses by hand ") + name(account), () -> {
            if (add) {
                model.byHand(team).add(account);
            } else {
                model.byHand(team).remove(account);
            }
        });
    }

    /** The group feeds another Team from now on; its own is given up (R16). */
    Change link(UUID group, UUID team) {
        lock(AggregateKind.GROUP, group);
        var own = jdbc.sql("select id from directory.team where group_id = :id").param("id", group).query(UUID.class)
                .optional();
        var ids = Stream.concat(own.stream(), Stream.of(team)).distinct().toList();
        var locked = aggregates.lock(AggregateKind.TEAM, ORGANISATION, ids).stream()
                .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
        boolean taken = jdbc.sql("select group_id is not null from directory.team where id = :id").param("id", team)
                .query(Boolean.class).single();
        if (taken) {
            return new Change("refused link", () -> {});
        }
        own.ifPresent(o -> {
            jdbc.sql("update directory.team set group_id = null where id = :id").param("id", o).update();
            append(Facts.linked(locked.get(o), group, false));
        });
        jdbc.sql("update directory.team set group_id = :group where id = :id").param("group", group)
                .param("id", team).update();
        append(Facts.linked(locked.get(team), group, true));
        return new Change(name(group) + " feeds " + name(team), () -> model.link(team, group));
    }

    private void lockNesting() {
        var _ = jdbc.sql(LOCK_NESTING).param("organisation", ORGANISATION).query((_, _) -> true).single();
    }

    private LockedAggregate lock(AggregateKind kind, UUID id) {
        return aggregates.lock(kind, ORGANISATION, id)
                .orElseThrow(() -> new CannotAcquireLockException(name(id) + " is gone"));
    }

    private List<UUID> ids(String statement, UUID group) {
        return jdbc.sql(statement).param("group", group).query(UUID.class).list();
    }

    private void append(PendingFact fact) {
        outbox.append(CONTEXT, List.of(fact));
    }

    static String name(UUID id) {
        return switch ((int) id.getMostSignificantBits()) {
            case 1 -> "a";
            case 2 -> "g";
            default -> "t";
        } + id.getLeastSignificantBits();
    }

    private static String names(List<UUID> ids) {
        return ids.isEmpty() ? "nobody" : ids.stream().map(DirectoryChanges::name).collect(Collectors.joining(", "));
    }
}
