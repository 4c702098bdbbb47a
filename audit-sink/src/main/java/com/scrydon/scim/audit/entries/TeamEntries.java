package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamMembersChanged;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Facts about Teams. */
final class TeamEntries {

    private TeamEntries() {}

    static AuditEntry of(TeamFact fact) {
        var target = Target.named(Kind.TEAM, fact.getTeamId(), fact.getName());
        return AuditEntry.done(fact.getHeader(), List.of(target), changes(fact));
    }

    private static Changes changes(TeamFact fact) {
        var renamed = fact.getRenamed()
                .map(r -> Changes.NONE.withMove("name", r.getPreviousName(), fact.getName()));
        return renamed.or(() -> fact.getLinked().map(l -> group(Optional.of(l.getGroupId()))))
                .or(() -> fact.getUnlinked().map(u -> group(Optional.of(u.getGroupId()))))
                .or(() -> fact.getMembersChanged().map(TeamEntries::members)).orElseGet(() -> group(fact.getGroupId()));
    }

    private static Changes group(Optional<UUID> group) {
        return Changes.NONE.with("group", Target.unnamed(Kind.GROUP, group.stream().toList()));
    }

    private static Changes members(TeamMembersChanged change) {
        var kept = change.getKeptFromGroupId().map(g -> Target.unnamed(Kind.GROUP, List.of(g)));
        return Changes.NONE.with("byHandAdded", Target.unnamed(Kind.ACCOUNT, change.getByHandAdded()))
                .with("byHandRemoved", Target.unnamed(Kind.ACCOUNT, change.getByHandRemoved()))
                .with("keptAdded", Target.unnamed(Kind.ACCOUNT, change.getKeptAdded())).with("keptFromGroup", kept);
    }
}
