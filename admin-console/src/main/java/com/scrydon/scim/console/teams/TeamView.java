package com.scrydon.scim.console.teams;

import org.jspecify.annotations.Nullable;

/** A Team as the management API shows it. */
record TeamView(String id, String name, @Nullable String groupId, @Nullable String groupName, long memberCount) {

    /** Whether an identity provider's group feeds it. */
    public boolean fed() {
        return groupId != null;
    }
}
