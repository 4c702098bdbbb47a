package com.scrydon.scim.ingress.changes;

import java.time.Instant;
import java.util.UUID;

/** What is known of a resource without the resource: nobody has changed it while all three are these. */
public record ResourceVersion(UUID id, long version, Instant lastModifiedAt) {

    public static ResourceVersion of(Versioned resource) {
        return new ResourceVersion(resource.id(), resource.version(), resource.lastModifiedAt());
    }
}
