package com.scrydon.scim.worker.applying;

import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small directory in the database and, beside it, the same in the model that applying is compared with. */
final class Directory {

    private static final UUID ORGANISATION = new UUID(7, 7);

    private final JdbcClient owner;
    private final DirectoryModel<UUID> model = new DirectoryModel<>();

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
        model.setActive(id, true);
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
        model.addGroup(group);
        model.addTeam(team);
        model.link(team, group);
    }

    /** One random change, in the database and in the model; groups nest only below earlier ones, so never in a cycle. */
    void change(Random random) {
        var account = one(accounts(), random);
        var groups = model.groups();
        int index = random.nextInt(groups.size());
        var group = groups.get(index);
        switch (random.nextInt(5)) {
            case 0 -> toggleActive(account);
            case 1 -> toggleMember(group, account);
            case 2 -> toggleByHand(model.teams().get(index), account);
            default -> {
                if (index > 0) {
                    toggleNesting(one(groups.subList(0, index), random), group);
                }
            }
        }
    }

    private static UUID one(List<UUID> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private void toggleActive(UUID account) {
        boolean now = !model.isActive(account);
        model.setActive(account, now);
        run("update directory.account set active = ? where id = ?", now, account);
    }

    private void toggleMember(UUID group, UUID account) {
        if (toggle(model.members(group), account)) {
            run("insert into directory.group_member values (?, ?, ?, now())", ORGANISATION, group, account);
        } else {
            run("delete from directory.group_member where group_id = ? and account_id = ?", group, account);
        }
    }

    private void toggleByHand(UUID team, UUID account) {
        if (toggle(model.byHand(team), account)) {
            run("insert into directory.team_member_by_hand values (?, ?, ?, 'x', now())", ORGANISATION, team, account);
        } else {
            run("delete from directory.team_member_by_hand where team_id = ? and account_id = ?", team, account);
        }
    }

    private void toggleNesting(UUID parent, UUID child) {
        if (toggle(model.children(parent), child)) {
            run("insert into directory.group_nesting values (?, ?, ?, now())", ORGANISATION, parent, child);
        } else {
            run("delete from directory.group_nesting where parent_id = ? and child_id = ?", parent, child);
        }
    }

    private static boolean toggle(Set<UUID> set, UUID value) {
        return set.add(value) || !set.remove(value);
    }

    List<UUID> accounts() {
        return model.accounts();
    }

    /** Every account that must be in a Team, with its Teams. */
    Map<UUID, Set<UUID>> effectiveTeams() {
        return model.effectiveTeams();
    }

    private void run(String sql, Object... parameters) {
        owner.sql(sql).params(List.of(parameters)).update();
    }
}
