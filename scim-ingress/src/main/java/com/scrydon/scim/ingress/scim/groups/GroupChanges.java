package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.changes.ChangeResult;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** All changes of Groups, as Bulk makes them. */
@Component
class GroupChanges implements ResourceChanges {

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
    public ChangeResult create(Origin origin, ObjectNode data) {
        return result(creation.create(origin, data));
    }

    @Override
    public ChangeResult replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode data) {
        return result(updates.replace(origin, id, preconditions, data));
    }

    @Override
    public ChangeResult patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode data) {
        return result(updates.patch(origin, id, preconditions, data));
    }

    @Override
    public ChangeResult delete(Origin origin, UUID id, Preconditions preconditions) {
        return result(removal.remove(origin, id, preconditions));
    }

    private static ChangeResult result(GroupOutcome outcome) {
        return switch (outcome) {
            case GroupOutcome.Created(var group) -> new ChangeResult.Created(group.id(), group.version());
            case GroupOutcome.Updated(var group) -> new ChangeResult.Updated(group.id(), group.version());
            case GroupOutcome.Unchanged(var group) -> new ChangeResult.Updated(group.id(), group.version());
            case GroupOutcome.Deleted() -> new ChangeResult.Deleted();
            case GroupOutcome.Refused(var problem) -> new ChangeResult.Refused(problem);
        };
    }
}
