package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;

/** Attributes that every resource has (RFC 7643 §3.1). They are in no published schema. */
final class CommonAttributes {

    static final AttributeSchema SCHEMA = new AttributeSchema(ScimUrns.SCHEMA, "Common", "Common attributes", List.of(
            Attribute.of("schemas", AttributeType.REFERENCE, "URNs of the schemas").multiple()
                    .with(Mutability.READ_ONLY).with(Returned.ALWAYS),
            Attribute.text("id", "Identifier given by the service").exact().with(Mutability.READ_ONLY)
                    .with(Returned.ALWAYS).unique(),
            Attribute.text("externalId", "Identifier given by the client").exact().in("external_id"),
            Attribute.complex("meta", "Metadata", Attribute.text("resourceType", "Type").exact(),
                    Attribute.of("created", AttributeType.DATE_TIME, "When it was created").in("created_at"),
                    Attribute.of("lastModified", AttributeType.DATE_TIME, "When it last changed")
                            .in("last_modified_at"),
                    Attribute.of("location", AttributeType.REFERENCE, "Where it is").exact(),
                    Attribute.text("version", "ETag").exact()).with(Mutability.READ_ONLY)));

    private CommonAttributes() {}
}
