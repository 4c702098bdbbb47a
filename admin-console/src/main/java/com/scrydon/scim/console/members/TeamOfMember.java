package com.scrydon.scim.console.members;

import com.scrydon.scim.console.pages.GroupReference;
import com.scrydon.scim.console.pages.Reasons;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Team that a member is in, in effect, and why. */
record TeamOfMember(String id, String name, boolean direct, @Nullable List<GroupReference> throughGroups,
        boolean byHand, boolean kept, @Nullable Instant since) {

    public List<String> reasons() {
        return Reasons.of(direct, throughGroups == null ? List.of() : throughGroups, byHand, kept);
    }
}
