package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.members.MemberList.Member;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A Group as answers show it: under the name that the identity provider gave it, whatever its Team is called (R17). */
@Component
class GroupJson {

    static final String MEMBERS = "members";

    private final ScimBase base;

    GroupJson(ScimBase base) {
        this.base = base;
    }

    /** The Group with no members: they are written one by one. */
    ObjectNode of(GroupRow group) {
        var json = ScimJson.object();
        json.putArray("schemas").add(ResourceShapes.GROUP.base().urn());
        json.put("id", group.id().toString());
        group.externalId().ifPresent(id -> json.put("externalId", id));
        json.put("displayName", group.displayName());
        json.putArray(MEMBERS);
        json.putObject("meta").put("resourceType", "Group").put("created", group.createdAt().toString())
                .put("lastModified", group.lastModifiedAt().toString()).put("location", location(group))
                .put("version", ETags.of(group.version()));
        return json;
    }

    ObjectNode member(Member member) {
        return ScimJson.object().put("value", member.id().toString())
                .put("$ref", member.nested() ? base.group(member.id()) : base.user(member.id()))
                .put("type", member.nested() ? "Group" : "User").put("display", member.display());
    }

    private String location(GroupRow group) {
        return base.group(group.id());
    }
}
