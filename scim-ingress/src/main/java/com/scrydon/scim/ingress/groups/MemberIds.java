package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.wire.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ids in a {@code members} value: elements with {@code value}, one element alone, or bare texts (scim-wire §2.7). */
final class MemberIds {

    private MemberIds() {}

    static Verdict<List<String>> of(JsonNode value) {
        if (value.isNull() || (value.isString() && value.stringValue().isEmpty())) {
            return Verdict.of(List.of());
        }
        var ids = new ArrayList<String>();
        for (var element : value instanceof ArrayNode array ? array.valueStream().toList() : List.of(value)) {
            var id = id(element);
            if (id.isEmpty()) {
                return Verdict.refuse(new InvalidValue("A member needs a value"));
            }
            ids.add(id);
        }
        return Verdict.of(ids);
    }

    /** Ids are compared as texts here, and UUIDs have no case. */
    private static String id(JsonNode element) {
        var value = element instanceof ObjectNode object
                ? object.properties().stream().filter(entry -> entry.getKey().equalsIgnoreCase("value"))
                        .map(Map.Entry::getValue).filter(JsonNode::isString).findFirst().map(JsonNode::stringValue)
                        .orElse("")
                : element.isString() ? element.stringValue() : "";
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
