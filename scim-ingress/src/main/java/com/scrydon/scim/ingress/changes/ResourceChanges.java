package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The changes of one type of resource, each a transaction of its own, without the answers that show resources. */
public interface ResourceChanges {

    /** Path below the base: {@code /Users}. */
    String endpoint();

    /** Absolute URL of a resource. */
    String location(UUID id);

    ChangeResult create(Origin origin, ObjectNode data);

    ChangeResult replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode data);

    ChangeResult patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode data);

    ChangeResult delete(Origin origin, UUID id, Preconditions preconditions);
}
