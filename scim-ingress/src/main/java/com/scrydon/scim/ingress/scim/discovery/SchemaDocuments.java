package com.scrydon.scim.ingress.scim.discovery;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.AttributeSchema;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.schemas.ScimUrns;
import tools.jackson.databind.node.ObjectNode;

/** The description of attributes as RFC 7643 §6 and §7 publish it. */
final class SchemaDocuments {

    private final String base;

    SchemaDocuments(String base) {
        this.base = base;
    }

    ObjectNode schema(AttributeSchema schema) {
        var json = ScimJson.object();
        json.putArray("schemas").add(ScimUrns.SCHEMA);
        json.put("id", schema.urn()).put("name", schema.name()).put("description", schema.description());
        var attributes = json.putArray("attributes");
        schema.attributes().forEach(attribute -> attributes.add(attribute(attribute)));
        json.putObject("meta").put("resourceType", "Schema").put("location", base + "/Schemas/" + schema.urn());
        return json;
    }

    ObjectNode resourceType(ResourceShape shape) {
        var json = ScimJson.object();
        json.putArray("schemas").add(ScimUrns.RESOURCE_TYPE);
        json.put("id", shape.name()).put("name", shape.name()).put("endpoint", shape.endpoint())
                .put("description", shape.description()).put("schema", shape.base().urn());
        var extensions = json.putArray("schemaExtensions");
        shape.extensions().forEach(e -> extensions.addObject().put("schema", e.urn()).put("required", false));
        json.putObject("meta").put("resourceType", "ResourceType").put("location",
                base + "/ResourceTypes/" + shape.name());
        return json;
    }

    private static ObjectNode attribute(Attribute attribute) {
        var json = ScimJson.object();
        json.put("name", attribute.name()).put("type", attribute.type().wireName())
                .put("multiValued", attribute.multiValued()).put("description", attribute.description())
                .put("required", attribute.required()).put("caseExact", attribute.caseExact())
                .put("mutability", attribute.mutability().wireName()).put("returned", attribute.returned().wireName())
                .put("uniqueness", attribute.uniqueness().wireName());
        if (!attribute.canonicalValues().isEmpty()) {
            var values = json.putArray("canonicalValues");
            attribute.canonicalValues().forEach(values::add);
        }
        if (!attribute.referenceTypes().isEmpty()) {
            var types = json.putArray("referenceTypes");
            attribute.referenceTypes().forEach(types::add);
        }
        if (!attribute.subAttributes().isEmpty()) {
            var subs = json.putArray("subAttributes");
            attribute.subAttributes().forEach(sub -> subs.add(attribute(sub)));
        }
        return json;
    }
}
