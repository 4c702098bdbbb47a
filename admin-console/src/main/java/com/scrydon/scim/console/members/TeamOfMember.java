package com.scrydon.scim.console.members;

import com.scrydon.scim.clients.management.TeamOfAccount;
import com.scrydon.scim.console.pages.Reasons;
import java.util.List;

/** A Team that a member is in, for people. */
record TeamOfMember(TeamOfAccount team) {

    public List<String> reasons() {
        return Reasons.of(team.direct(), team.throughGroups(), team.byHand(), team.kept());
    }
}
