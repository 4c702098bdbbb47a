package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.changes.Versioned;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A group as it is stored, with the Team that it feeds. */
record GroupRow(UUID id, String displayName, Optional<String> externalId, Optional<UUID> teamId, long version,
        Instant createdAt, Instant lastModifiedAt) implements Versioned {

    /** With other values, before they are written. */
    GroupRow with(String name, Optional<String> external) {
        return new GroupRow(id, name, external, teamId, version, createdAt, lastModifiedAt);
    }

    /** The row once a change of it is written. */
    GroupRow changedAt(Instant now) {
        return new GroupRow(id, displayName, externalId, teamId, version + 1, createdAt, now);
    }
}
