package com.scrydon.scim.console.teams;

import com.scrydon.scim.clients.management.Member;
import com.scrydon.scim.console.pages.Reasons;
import java.util.List;

/** Someone who is in the Team, for people. */
record MemberOfTeam(Member member) {

    public List<String> reasons() {
        return Reasons.of(member.direct(), member.throughGroups(), member.byHand(), member.kept());
    }

    /** The best name there is. */
    public String readableName() {
        var name = member.displayName();
        return name == null || name.isBlank() ? member.email() : name;
    }
}
