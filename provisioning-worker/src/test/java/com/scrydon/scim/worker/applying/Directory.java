package com.scrydon.scim.worker.applying;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small directory in the database and, beside it, the same in plain maps with a naive reading of "effective members":
 * the model that applying is compared with.
 */
final class Directory {

    private static final UUID ORGANISATION = new UUID(7, 7);

    private final JdbcClient owner;
    private final Map<UUID, Boolean> active = new HashMap<>();
    private final List<UUID> accounts = new ArrayList<>();
    private final List<UUID> groups = new ArrayList<>();
    private final Map<UUID, UUID> teamOfGroup = new HashMap<>();
    private final Map<UUID, Set<UUID>> members = new HashMap<>();
    private final Map<UUID, Set<UUID>> parents = new HashMap<>();
    private final Map<UUID, Set<UUID>> byHand = new HashMap<>();

    Directory(JdbcClient owner, int accountCount, int groupCount) {
        this.owner = owner;
        run("insert into directory.organisation (id, slug, name) values (?, 'o', 'O')", ORGANISATION);
        for (int i = 0; i < accountCount; i++) {
            addAccount(i);
        }
        for (int i = 0; i < groupCount; i++) {
            addGroup(i);
        }
    }

    private void addAccount(int i) {
        var id = new UUID(1, i);
        run("""
                insert into directory.account
                    (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (?, ?, 'person', ?, ?, now(), now())
                """, id, ORGANISATION, "a" + i + "@x.io", "a" + i + "@x.io");
        accounts.add(id);
        active.put(id, true);
    }

    private void addGroup(int i) {
        var group = new UUID(2, i);
        var team = new UUID(3, i);
        run("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (?, ?, ?, now(), now())
                """, group, ORGANISATION, "G" + i);
        run("insert into directory.team (id, organisation_id, name, group_id, created_at) values (?, ?, ?, ?, now())",
                team, ORGANISATION, "T" + i, group);
        groups.add(group);
        teamOfGroup.put(group, team);
        members.put(group, new HashSet<>());
        parents.put(group, new HashSet<>());
        byHand.put(team, new HashSet<>());
    }

    /** One random change, in the database and in the model; groups nest only below earlier ones, so never in a cycle. */
    void change(Random random) {
        var account = accounts.get(random.nextInt(accounts.size()));
        int index = random.nextInt(groups.size());
        var group = groups.get(index);
        switch (random.nextInt(5)) {
            case 0 -> toggle(active, account);
            case 1 -> toggleMember(group, account);
            case 2 -> toggleByHand(teamOfGroup.getOrDefault(group, group), account);
            default -> {
                if (index > 0) {
                    toggleNesting(groups.get(random.nextInt(index)), group);
                }
            }
        }
    }

    private void toggle(Map<UUID, Boolean> states, UUID account) {
        boolean now = !states.getOrDefault(account, false);
        states.put(account, now);
        run("update directory.account set active = ? where id = ?", now, account);
    }

    private void toggleMember(UUID group, UUID account) {
        if (toggle(members, group, account)) {
            run("insert into directory.group_member values (?, ?, ?, now())", ORGANISATION, group, account);
        } else {
            run("delete from directory.group_member where group_id = ? and account_id = ?", group, account);
        }
    }

    private void toggleByHand(UUID team, UUID account) {
        if (toggle(byHand, team, account)) {
            run("insert into directory.team_member_by_hand values (?, ?, ?, 'x', now())", ORGANISATION, team, account);
        } else {
            run("delete from directory.team_member_by_hand where team_id = ? and account_id = ?", team, account);
        }
    }

    private void toggleNesting(UUID parent, UUID child) {
        if (toggle(parents, child, parent)) {
            run("insert into directory.group_nesting values (?, ?, ?, now())", ORGANISATION, parent, child);
        } else {
            run("delete from directory.group_nesting where parent_id = ? and child_id = ?", parent, child);
        }
    }

    private static boolean toggle(Map<UUID, Set<UUID>> sets, UUID key, UUID value) {
        var set = sets.computeIfAbsent(key, _ -> new HashSet<>());
        return set.add(value) || !set.remove(value);
    }

    List<UUID> accounts() {
        return accounts;
    }

    /** The definition, read naively: walk up from each direct group, at most three links. */
    Set<UUID> effectiveTeams(UUID account) {
        if (!active.getOrDefault(account, false)) {
            return Set.of();
        }
        Set<UUID> teams = new HashSet<>();
        groups.stream().filter(g -> members.getOrDefault(g, Set.of()).contains(account))
                .forEach(g -> climb(g, 0, teams));
        byHand.forEach((team, hands) -> {
            if (hands.contains(account)) {
                teams.add(team);
            }
        });
        return teams;
    }

    private void climb(UUID group, int links, Set<UUID> teams) {
        teams.add(teamOfGroup.getOrDefault(group, group));
        if (links < 3) {
            parents.getOrDefault(group, Set.of()).forEach(parent -> climb(parent, links + 1, teams));
        }
    }

    private void run(String sql, Object... parameters) {
        owner.sql(sql).params(List.of(parameters)).update();
    }
}
