package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.changes.ChangeResult;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** All changes of Users, as Bulk makes them. */
@Component
class UserChanges implements ResourceChanges {

    private final UserProvisioning provisioning;
    private final UserUpdates updates;
    private final UserRemoval removal;
    private final ScimBase base;

    UserChanges(UserProvisioning provisioning, UserUpdates updates, UserRemoval removal, ScimBase base) {
        this.provisioning = provisioning;
        this.updates = updates;
        this.removal = removal;
        this.base = base;
    }

    @Override
    public String endpoint() {
        return ResourceShapes.USER.endpoint();
    }

    @Override
    public String location(UUID id) {
        return base.user(id);
    }

    @Override
    public ChangeResult create(Origin origin, ObjectNode data) {
        return result(provisioning.provision(origin, data));
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

    private static ChangeResult result(UserOutcome outcome) {
        return switch (outcome) {
            case UserOutcome.Created(var user) -> new ChangeResult.Created(user.id(), user.version());
            case UserOutcome.Linked(var user) -> new ChangeResult.Created(user.id(), user.version());
            case UserOutcome.Revived(var user) -> new ChangeResult.Created(user.id(), user.version());
            case UserOutcome.Updated(var user) -> new ChangeResult.Updated(user.id(), user.version());
            case UserOutcome.Unchanged(var user) -> new ChangeResult.Updated(user.id(), user.version());
            case UserOutcome.Deprovisioned() -> new ChangeResult.Deleted();
            case UserOutcome.Refused(var problem) -> new ChangeResult.Refused(problem);
        };
    }
}
