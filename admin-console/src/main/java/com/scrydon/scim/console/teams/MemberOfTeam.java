package com.scrydon.scim.console.teams;

import com.scrydon.scim.console.pages.GroupReference;
import com.scrydon.scim.console.pages.Reasons;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Someone who is in the Team, in effect, and why. */
record MemberOfTeam(String accountId, String email, @Nullable String displayName, boolean direct,
        @Nullable List<GroupReference> throughGroups, boolean byHand, boolean kept, @Nullable Instant since) {

    public List<String> reasons() {
        return Reasons.of(direct, throughGroups == null ? List.of() : throughGroups, byHand, kept);
    }

    /** The best name there is. */
    public String readableName() {
        return displayName == null || displayName.isBlank() ? email : displayName;
    }
}
