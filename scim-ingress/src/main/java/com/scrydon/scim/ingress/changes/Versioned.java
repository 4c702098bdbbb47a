package com.scrydon.scim.ingress.changes;

import java.time.Instant;
import java.util.UUID;

/** A resource as it is stored: what every type has. */
public interface Versioned {

    UUID id();

    /** 1 or more; one more with each change of the resource, and what its ETag shows. */
    long version();

    Instant lastModifiedAt();
}
