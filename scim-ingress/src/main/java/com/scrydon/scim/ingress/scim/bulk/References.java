package com.scrydon.scim.ingress.scim.bulk;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** References of the form {@code bulkId:x} in the data of operations (RFC 7644 §3.7.2). */
final class References {

    private static final String PREFIX = "bulkId:";
    private static final String VALUE = "value";

    private References() {}

    /** The bulkId that a text refers to. */
    static Optional<String> in(String text) {
        return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && text.length() > PREFIX.length()
                ? Optional.of(text.substring(PREFIX.length()))
                : Optional.empty();
    }

    /** All bulkIds that the data refers to, in their order. */
    static Set<String> in(JsonNode data) {
        var found = new LinkedHashSet<String>();
        collect(data, found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isString()) {
            in(node.stringValue()).ifPresent(found::add);
        } else {
            node.valueStream().forEach(child -> collect(child, found));
        }
    }

    /** The data with ids in the place of references; what refers to none of these is left out. */
    static ObjectNode resolved(ObjectNode data, Map<String, UUID> ids) {
        var result = data.objectNode();
        data.properties()
                .forEach(entry -> resolved(entry.getValue(), ids).ifPresent(node -> result.set(entry.getKey(), node)));
        return result;
    }

    private static Optional<JsonNode> resolved(JsonNode node, Map<String, UUID> ids) {
        return switch (node) {
            case ObjectNode object -> refersToNone(object.path(VALUE), ids)
                    ? Optional.empty()
                    : Optional.of(resolved(object, ids));
            case ArrayNode array -> {
                var result = array.arrayNode();
                array.forEach(element -> resolved(element, ids).ifPresent(result::add));
                yield Optional.of(result);
            }
            case JsonNode text when text.isString() -> {
                var reference = in(text.stringValue());
                yield reference.isEmpty()
                        ? Optional.of(text)
                        : reference.map(ids::get).map(id -> StringNode.valueOf(id.toString()));
            }
            case JsonNode other -> Optional.of(other);
        };
    }

    /** A member or manager whose {@code value} cannot be resolved goes as a whole. */
    private static boolean refersToNone(JsonNode value, Map<String, UUID> ids) {
        return value.isString() && in(value.stringValue()).filter(bulkId -> !ids.containsKey(bulkId)).isPresent();
    }
}
