package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.members.GroupOfAccount;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A User as answers show it. */
@Component
class UserJson {

    static final String GROUPS = "groups";

    private final ScimBase base;

    UserJson(ScimBase base) {
        this.base = base;
    }

    /** The User with an empty array of groups if it is in some: they are written one by one. */
    ObjectNode of(UserRow user, boolean inGroups) {
        var document = user.document();
        var json = ScimJson.object();
        var schemas = json.putArray("schemas").add(ResourceShapes.USER.base().urn());
        json.put("id", user.id().toString());
        user.externalId().ifPresent(id -> json.put("externalId", id));
        ResourceShapes.USER.base().attributes().stream().map(attribute -> attribute.name()).filter(document::has)
                .forEach(name -> json.set(name, document.get(name)));
        ResourceShapes.USER.extensions().stream().map(extension -> extension.urn()).filter(document::has)
                .forEach(urn -> {
                    schemas.add(urn);
                    json.set(urn, document.get(urn));
                });
        if (inGroups) {
            json.putArray(GROUPS);
        }
        json.putObject("meta").put("resourceType", "User").put("created", user.createdAt().toString())
                .put("lastModified", user.lastModifiedAt().toString()).put("location", location(user))
                .put("version", ETags.of(user.version()));
        return json;
    }

    ObjectNode group(GroupOfAccount group) {
        return ScimJson.object().put("value", group.id().toString()).put("$ref", base.group(group.id()))
                .put("display", group.displayName()).put("type", group.direct() ? "direct" : "indirect");
    }

    private String location(UserRow user) {
        return base.user(user.id());
    }
}
