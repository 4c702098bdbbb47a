package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource with one array that may be too long for memory (the members of a Group, the groups of a User): the resource is projected as if the
 * array were empty, its elements each by themselves.
 *
 * @param name of the array
 */
public record LongArray(String name) {

    /** Writes the resource, in which the array stands empty in its place, or not at all if it is not to be shown. */
    public void write(ObjectNode resource, Parts<ObjectNode> parts, Projection projection, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        for (var entry : projection.of(resource).properties()) {
            json.writeName(entry.getKey());
            if (entry.getKey().equals(name)) {
                json.writeStartArray();
                for (var part = parts.next(); !part.isEmpty(); part = parts.next()) {
                    write(part, projection, json);
                }
                json.writeEndArray();
            } else {
                ScimJson.write(json, entry.getValue());
            }
        }
        json.writeEndObject();
    }

    private void write(List<ObjectNode> part, Projection projection, JsonGenerator json) {
        var holder = ScimJson.object();
        holder.putArray(name).addAll(part);
        projection.of(holder).path(name).valueStream().forEach(element -> ScimJson.write(json, element));
    }
}
