package com.scrydon.scim.ingress.scim.groups;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A group as it is stored, with the Team that it feeds. */
record GroupRow(UUID id, String displayName, Optional<String> externalId, Optional<UUID> teamId, long version,
        Instant createdAt, Instant lastModifiedAt) {}
