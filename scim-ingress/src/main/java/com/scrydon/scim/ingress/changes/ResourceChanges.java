package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes of one type of resource, each a transaction of its own, whoever asks for them: the type's endpoint, or an operation of a bulk
 * request. A new type brings one of these.
 *
 * @param <R> the resource as it is stored
 */
public interface ResourceChanges<R extends Versioned> {

    /** Path below the base: {@code /Users}. */
    String endpoint();

    /** Absolute URL of a resource. */
    String location(UUID id);

    Outcome<R> create(Origin origin, ObjectNode data);

    Outcome<R> replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode data);

    Outcome<R> patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode data);

    Outcome<R> delete(Origin origin, UUID id, Preconditions preconditions);
}
