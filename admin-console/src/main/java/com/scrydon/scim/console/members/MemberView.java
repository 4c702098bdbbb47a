package com.scrydon.scim.console.members;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as the management API shows it. */
record MemberView(String id, String email, @Nullable String displayName, @Nullable String userName, String kind,
        boolean active, boolean linked, @Nullable Instant createdAt) {

    /** The best name there is. */
    public String readableName() {
        return displayName == null || displayName.isBlank() ? email : displayName;
    }

    public String managedBy() {
        return linked ? "SCIM" : "Scrydon";
    }
}
