package com.scrydon.scim.ingress.changes;

import java.util.Optional;
import java.util.UUID;

/**
 * Where resources of one type are found.
 *
 * @param <R> of the resources
 */
@FunctionalInterface
public interface ById<R> {

    /** The resource of the organisation with this id, as it is now. */
    Optional<R> find(UUID organisation, UUID id);
}
