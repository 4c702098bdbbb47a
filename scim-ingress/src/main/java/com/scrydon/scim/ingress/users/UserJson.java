package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.attributes.ResourceShapes;
import com.scrydon.scim.ingress.groups.GroupOfAccount;
import com.scrydon.scim.ingress.wire.ETags;
import com.scrydon.scim.ingress.wire.ScimBase;
import com.scrydon.scim.ingress.wire.ScimJson;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A User as answers show it. */
@Component
class UserJson {

    private final ScimBase base;

    UserJson(ScimBase base) {
        this.base = base;
    }

    ObjectNode of(UserRow user, List<GroupOfAccount> groups) {
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
        if (!groups.isEmpty()) {
            var array = json.putArray("groups");
            groups.forEach(group -> array.addObject().put("value", group.id().toString())
                    .put("$ref", base.group(group.id())).put("display", group.displayName())
                    .put("type", group.direct() ? "direct" : "indirect"));
        }
        json.putObject("meta").put("resourceType", "User").put("created", user.createdAt().toString())
                .put("lastModified", user.lastModifiedAt().toString()).put("location", location(user))
                .put("version", ETags.of(user.version()));
        return json;
    }

    String location(UserRow user) {
        return base.user(user.id());
    }
}
