package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.facts.GroupUpdated;
import java.util.ArrayList;
import java.util.List;

/** Facts about SCIM Groups. */
final class GroupEntries {

    private GroupEntries() {}

    static AuditEntry of(GroupFact fact) {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.named(Kind.GROUP, fact.getGroupId(), fact.getDisplayName()));
        fact.getTeamId().ifPresent(team -> targets.add(Target.named(Kind.TEAM, team, teamName(fact))));
        var outcome = fact.getMemberSkipped().isPresent() ? Outcome.REFUSED : Outcome.SUCCESS;
        return new AuditEntry(fact.getHeader(), outcome, targets, changes(fact));
    }

    private static String teamName(GroupFact fact) {
        return fact.getCreated().map(c -> c.getTeamName()).or(() -> fact.getDeleted().map(d -> d.getTeamName()))
                .orElse("");
    }

    private static Changes changes(GroupFact fact) {
        var created = fact.getCreated()
                .map(c -> Changes.NONE.with("teamName", c.getTeamName()).with("externalId", fact.getExternalId()));
        return created.or(() -> fact.getUpdated().map(u -> updated(u, fact)))
                .or(() -> fact.getMembersChanged().map(GroupEntries::members))
                .or(() -> fact.getDeleted().map(
                        d -> Changes.NONE.with("teamName", d.getTeamName()).with("membersKept", d.getMembersKept())))
                .or(() -> fact.getMemberSkipped().map(s -> Changes.NONE.with("unknownMembers", s.getMemberIds())))
                .orElse(Changes.NONE);
    }

    private static Changes updated(GroupUpdated updated, GroupFact fact) {
        return Changes.NONE.with("changed", updated.getChangedAttributes()).withMove("displayName",
                updated.getPreviousDisplayName(), fact.getDisplayName());
    }

    private static Changes members(GroupMembersChanged change) {
        return Changes.NONE.with("accountsAdded", Target.unnamed(Kind.ACCOUNT, change.getAccountsAdded()))
                .with("accountsRemoved", Target.unnamed(Kind.ACCOUNT, change.getAccountsRemoved()))
                .with("groupsAdded", Target.unnamed(Kind.GROUP, change.getGroupsAdded()))
                .with("groupsRemoved", Target.unnamed(Kind.GROUP, change.getGroupsRemoved()));
    }
}
