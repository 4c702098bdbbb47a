package com.scrydon.scim.console.teams;

import com.scrydon.scim.clients.management.Member;
import com.scrydon.scim.console.pages.Names;
import com.scrydon.scim.console.pages.Reasons;
import java.util.List;

/** Someone who is in the Team, for people. */
record MemberOfTeam(Member member) {

    public List<String> reasons() {
        return Reasons.of(member.direct(), member.throughGroups(), member.byHand(), member.kept());
    }

    public String readableName() {
        return Names.readable(member.displayName(), member.email());
    }
}
