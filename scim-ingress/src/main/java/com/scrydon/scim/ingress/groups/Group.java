package com.scrydon.scim.ingress.groups;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code directory.scim_group} with the Team linked to it.
 *
 * @param teamId the linked Team, or null if there is none any more
 */
record Group(UUID id, UUID organisationId, String displayName, @Nullable String externalId, long version,
        Instant createdAt, Instant lastModifiedAt, @Nullable UUID teamId) {

    String etag() {
        return "W/\"" + version + "\"";
    }
}
