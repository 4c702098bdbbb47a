package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.TeamReference;
import java.util.ArrayList;
import java.util.List;

/** Facts about memberships in effect: the account is the main target, the Teams it gained or lost are targets too. */
final class MembershipEntries {

    private MembershipEntries() {}

    static AuditEntry of(MembershipFact fact) {
        var gained = teams(fact.getGained());
        var lost = teams(fact.getLost());
        List<Target> targets = new ArrayList<>(Target.unnamed(Kind.ACCOUNT, List.of(fact.getAccountId())));
        targets.addAll(gained);
        targets.addAll(lost);
        var changes = Changes.NONE.with("gained", gained).with("lost", lost)
                .with("teamsAfter", teams(fact.getTeamsAfter())).with("delayMillis", fact.getDelayMillis());
        return AuditEntry.done(fact.getHeader(), targets, changes);
    }

    private static List<Target> teams(List<TeamReference> teams) {
        return teams.stream().map(t -> Target.named(Kind.TEAM, t.getId(), t.getName())).toList();
    }
}
