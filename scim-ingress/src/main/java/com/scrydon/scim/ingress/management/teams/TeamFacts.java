package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamLinked;
import com.scrydon.scim.facts.TeamMembersChanged;
import com.scrydon.scim.facts.TeamRenamed;
import com.scrydon.scim.facts.TeamUnlinked;
import com.scrydon.scim.schemas.FactType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Facts about one Team. */
public final class TeamFacts {

    private static final int CHUNK = 1_000;

    private TeamFacts() {}

    /** Members that the Team keeps from its deleted Group (R18). */
    public static List<PendingFact> kept(LockedAggregate team, String name, UUID fromGroup, List<UUID> accounts) {
        var facts = new ArrayList<PendingFact>();
        for (int from = 0; from < accounts.size(); from += CHUNK) {
            var changed = TeamMembersChanged.newBuilder().setByHandAdded(List.of()).setByHandRemoved(List.of())
                    .setKeptAdded(accounts.subList(from, Math.min(from + CHUNK, accounts.size())))
                    .setKeptFromGroupId(fromGroup).build();
            facts.add(membersChanged(team, name, Optional.empty(), changed));
        }
        return facts;
    }

    /** The Group no longer feeds the Team: an org admin unlinked it, or it is deleted. */
    public static PendingFact unlinked(LockedAggregate team, String name, UUID group) {
        var unlinked = TeamUnlinked.newBuilder().setGroupId(group).build();
        return of(team, FactType.TEAM_UNLINKED, name, Optional.empty(), fact -> fact.setUnlinked(unlinked));
    }

    /** A Team that was made with the Group that feeds it (R16). */
    public static PendingFact createdWith(LockedAggregate team, String name, UUID group) {
        return of(team, FactType.TEAM_CREATED, name, Optional.of(group), fact -> fact);
    }

    static PendingFact linked(LockedAggregate team, String name, UUID group) {
        var linked = TeamLinked.newBuilder().setGroupId(group).build();
        return of(team, FactType.TEAM_LINKED, name, Optional.of(group), fact -> fact.setLinked(linked));
    }

    /** A Team that somebody made in the product: no Group feeds it. */
    static PendingFact created(LockedAggregate team, String name) {
        return of(team, FactType.TEAM_CREATED, name, Optional.empty(), fact -> fact);
    }

    static PendingFact deleted(LockedAggregate team, String name) {
        return of(team, FactType.TEAM_DELETED, name, Optional.empty(), fact -> fact);
    }

    static PendingFact renamed(LockedAggregate team, TeamRow after, String previousName) {
        var renamed = TeamRenamed.newBuilder().setPreviousName(previousName).build();
        return of(team, FactType.TEAM_RENAMED, after.name(), after.linkedGroup(), fact -> fact.setRenamed(renamed));
    }

    static PendingFact addedByHand(LockedAggregate team, TeamRow row, UUID account) {
        return membersChanged(team, row.name(), row.linkedGroup(), byHand(List.of(account), List.of()));
    }

    static PendingFact removedByHand(LockedAggregate team, TeamRow row, UUID account) {
        return membersChanged(team, row.name(), row.linkedGroup(), byHand(List.of(), List.of(account)));
    }

    private static TeamMembersChanged byHand(List<UUID> added, List<UUID> removed) {
        return TeamMembersChanged.newBuilder().setByHandAdded(added).setByHandRemoved(removed).setKeptAdded(List.of())
                .build();
    }

    private static PendingFact membersChanged(LockedAggregate team, String name, Optional<UUID> group,
            TeamMembersChanged changed) {
        return of(team, FactType.TEAM_MEMBERS_CHANGED, name, group, fact -> fact.setMembersChanged(changed));
    }

    private static PendingFact of(LockedAggregate team, FactType type, String name, Optional<UUID> group,
            UnaryOperator<TeamFact.Builder> part) {
        return new PendingFact(team, type,
                header -> part.apply(TeamFact.newBuilder().setHeader(header).setTeamId(team.id()).setName(name)
                        .setGroupId(group.orElse(null))).build());
    }
}
