package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.scim.members.MemberPlan;
import com.scrydon.scim.ingress.scim.members.MemberWishes;
import java.util.Optional;

/**
 * What a PUT or PATCH wants of a group.
 *
 * @param displayName new name, if it says one
 * @param externalId new external id, if it says one; the inner emptiness clears it
 * @param members what it says about members
 */
record GroupChange(Optional<String> displayName, Optional<Optional<String>> externalId, MemberWishes members) {

    static GroupChange nothing() {
        return new GroupChange(Optional.empty(), Optional.empty(), new MemberWishes(MemberPlan.unchanged()));
    }

    GroupChange withDisplayName(String name) {
        return new GroupChange(Optional.of(name), externalId, members);
    }

    GroupChange withExternalId(Optional<String> id) {
        return new GroupChange(displayName, Optional.of(id), members);
    }
}
