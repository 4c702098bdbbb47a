package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.ingress.management.teams.EffectiveMembers.Membership;
import com.scrydon.scim.ingress.management.teams.EffectiveMembers.ThroughGroup;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A member of a Team, in effect, with the reasons. */
record MemberRow(UUID accountId, String email, String displayName, boolean direct, List<ThroughGroup> throughGroups,
        boolean byHand, boolean kept, Instant since) {

    static MemberRow of(Membership m) {
        return new MemberRow(m.accountId(), m.email(), m.displayName(), m.direct(), m.throughGroups(), m.byHand(),
                m.kept(), m.since());
    }
}
