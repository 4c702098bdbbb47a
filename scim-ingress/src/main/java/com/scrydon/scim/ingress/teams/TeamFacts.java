package com.scrydon.scim.ingress.teams;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamMembersChanged;
import com.scrydon.scim.facts.TeamRenamed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Facts about Teams. */
final class TeamFacts {

    private static final int CHUNK = 1_000;

    private TeamFacts() {}

    static PendingFact created(LockedAggregate locked, Team team) {
        return fact(locked, team, "scim.team.created", b -> b);
    }

    static PendingFact renamed(LockedAggregate locked, Team team, String previousName) {
        return fact(locked, team, "scim.team.renamed", b -> b.setRenamed(new TeamRenamed(previousName)));
    }

    static PendingFact byHand(LockedAggregate locked, Team team, List<UUID> added, List<UUID> removed) {
        return fact(locked, team, "scim.team.members_changed",
                b -> b.setMembersChanged(new TeamMembersChanged(added, removed, List.of(), null)));
    }

    /** Members kept from a deleted Group, in chunks. */
    static List<PendingFact> kept(LockedAggregate locked, Team team, List<UUID> kept, UUID group) {
        List<PendingFact> facts = new ArrayList<>();
        for (int from = 0; from < kept.size(); from += CHUNK) {
            var chunk = kept.subList(from, Math.min(kept.size(), from + CHUNK));
            facts.add(fact(locked, team, "scim.team.members_changed",
                    b -> b.setMembersChanged(new TeamMembersChanged(List.of(), List.of(), chunk, group))));
        }
        return facts;
    }

    private static PendingFact fact(LockedAggregate locked, Team team, String type,
            UnaryOperator<TeamFact.Builder> part) {
        return new PendingFact(locked, type, (FactHeader header) -> part.apply(TeamFact.newBuilder().setHeader(header)
                .setTeamId(team.id()).setName(team.name()).setGroupId(team.groupId())).build());
    }
}
