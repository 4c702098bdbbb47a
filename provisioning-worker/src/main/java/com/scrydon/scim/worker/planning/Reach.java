package com.scrydon.scim.worker.planning;

import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.schemas.FactType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How far a fact reaches: the accounts it names, the groups whose every account below it concerns, and the Teams whose
 * every member it concerns. Pure; {@link AccountWalk} turns it into accounts.
 */
record Reach(Set<UUID> accounts, Set<UUID> groups, Set<UUID> teams) {

    static final Reach NOWHERE = new Reach(Set.of(), Set.of(), Set.of());

    Reach {
        accounts = Set.copyOf(accounts);
        groups = Set.copyOf(groups);
        teams = Set.copyOf(teams);
    }

    /**
     * A group fact reaches the direct accounts of its delta and all accounts below the child groups of its delta. A
     * created or renamed group reaches nobody; a deleted one was emptied by the members_changed facts before it.
     */
    static Reach of(GroupFact fact) {
        return fact.getMembersChanged()
                .map(delta -> new Reach(both(delta.getAccountsAdded(), delta.getAccountsRemoved()),
                        both(delta.getGroupsAdded(), delta.getGroupsRemoved()), Set.of()))
                .orElse(NOWHERE);
    }

    /**
     * A Team fact reaches the accounts of its delta; linking and unlinking reach everyone below the Group and in the Team, and
     * deleting everyone in the Team.
     */
    static Reach of(TeamFact fact) {
        Set<UUID> accounts = new HashSet<>();
        Set<UUID> groups = new HashSet<>();
        Set<UUID> teams = new HashSet<>();
        fact.getMembersChanged().ifPresent(delta -> {
            accounts.addAll(both(delta.getByHandAdded(), delta.getByHandRemoved()));
            accounts.addAll(delta.getKeptAdded());
        });
        fact.getLinked().ifPresent(linked -> {
            groups.add(linked.getGroupId());
            teams.add(fact.getTeamId());
        });
        fact.getUnlinked().ifPresent(unlinked -> {
            groups.add(unlinked.getGroupId());
            teams.add(fact.getTeamId());
        });
        if (fact.getHeader().getType().equals(FactType.TEAM_DELETED.typeName())) {
            teams.add(fact.getTeamId());
        }
        return new Reach(accounts, groups, teams);
    }

    private static Set<UUID> both(List<UUID> some, List<UUID> others) {
        List<UUID> all = new ArrayList<>(some);
        all.addAll(others);
        return new HashSet<>(all);
    }
}
