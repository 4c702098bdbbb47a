package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** All changes of Users. */
@Component
class UserChanges implements ResourceChanges<UserRow> {

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
    public Outcome<UserRow> create(Origin origin, ObjectNode data) {
        return provisioning.provision(origin, data);
    }

    @Override
    public Outcome<UserRow> replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode data) {
        return updates.replace(origin, id, preconditions, data);
    }

    @Override
    public Outcome<UserRow> patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode data) {
        return updates.patch(origin, id, preconditions, data);
    }

    @Override
    public Outcome<UserRow> delete(Origin origin, UUID id, Preconditions preconditions) {
        return removal.remove(origin, id, preconditions);
    }
}
