package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation as the client wrote it, well-formed or not; what is wrong with it is its own result.
 *
 * @param method in upper case
 * @param path below the base path
 * @param bulkId by which other operations may refer to the resource that this one creates
 * @param version precondition, as in {@code If-Match}
 */
record BulkOperation(String method, String path, Optional<String> bulkId, Optional<String> version,
        Optional<ObjectNode> data) {

    private static final String POST = "POST";

    static BulkOperation of(ObjectNode json) {
        return new BulkOperation(text(json, "method").orElse("").toUpperCase(Locale.ROOT),
                text(json, "path").orElse(""), text(json, "bulkId"), text(json, "version"),
                ScimJson.member(json, "data").filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast));
    }

    boolean creates() {
        return method.equals(POST);
    }

    private static Optional<String> text(ObjectNode json, String name) {
        return ScimJson.member(json, name).filter(JsonNode::isString).map(JsonNode::stringValue).map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
