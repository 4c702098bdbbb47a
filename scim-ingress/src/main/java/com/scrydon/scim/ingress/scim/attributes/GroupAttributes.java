package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;

/** Attributes of Groups (RFC 7643 §4.2). */
final class GroupAttributes {

    static final AttributeSchema CORE = new AttributeSchema(ScimUrns.GROUP, "Group", "Group of users", List.of(
            Attribute.text("displayName", "Name of the Group; its Team keeps its own").needed().unique()
                    .in("display_name"),
            Attribute.complex("members", "Users and nested Groups",
                    Attribute.text("value", "Id of the member").exact().with(Mutability.IMMUTABLE),
                    Attribute.of("$ref", AttributeType.REFERENCE, "URL of the member").with(Mutability.IMMUTABLE)
                            .referringTo("User", "Group"),
                    Attribute.text("type", "Kind of the member").with(Mutability.IMMUTABLE)
                            .suggesting("User", "Group"),
                    Attribute.text("display", "Name of the member").with(Mutability.IMMUTABLE)).multiple()));

    private GroupAttributes() {}
}
