package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** All changes of Groups. */
@Component
class GroupChanges implements ResourceChanges<GroupRow> {

    private final GroupCreation creation;
    private final GroupUpdates updates;
    private final GroupRemoval removal;
    private final ScimBase base;

    GroupChanges(GroupCreation creation, GroupUpdates updates, GroupRemoval removal, ScimBase base) {
        this.creation = creation;
        this.updates = updates;
        this.removal = removal;
        this.base = base;
    }

    @Override
    public String endpoint() {
        return ResourceShapes.GROUP.endpoint();
    }

    @Override
    public String location(UUID id) {
        return base.group(id);
    }

    @Override
    public Outcome<GroupRow> create(Origin origin, ObjectNode data) {
        return creation.create(origin, data);
    }

    @Override
    public Outcome<GroupRow> replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode data) {
        return updates.replace(origin, id, preconditions, data);
    }

    @Override
    public Outcome<GroupRow> patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode data) {
        return updates.patch(origin, id, preconditions, data);
    }

    @Override
    public Outcome<GroupRow> delete(Origin origin, UUID id, Preconditions preconditions) {
        return removal.remove(origin, id, preconditions);
    }
}
