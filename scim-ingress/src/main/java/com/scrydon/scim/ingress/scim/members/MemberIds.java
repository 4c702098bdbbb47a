package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ids in a {@code members} value: elements with {@code value}, one element alone, or bare texts (docs/decisions/030-client-dialects.md). */
public final class MemberIds {

    private MemberIds() {}

    public static Verdict<List<String>> of(JsonNode value) {
        if (value.isNull() || (value.isString() && value.stringValue().isEmpty())) {
            return Verdict.of(List.of());
        }
        var ids = new ArrayList<String>();
        for (var element : value instanceof ArrayNode array ? array.valueStream().toList() : List.of(value)) {
            if (isBlank(element)) {
                continue;
            }
            var id = id(element);
            if (id.isEmpty()) {
                return Verdict.refuse(new InvalidValue("A member needs a value"));
            }
            ids.add(id);
        }
        return Verdict.of(ids);
    }

    /** Says nothing, and so is no element (R24b); one that says something else is a mistake, which must not empty a group. */
    private static boolean isBlank(JsonNode element) {
        return element.isNull() || (element.isString() && element.stringValue().isBlank())
                || (element instanceof ObjectNode object && ScimJson.member(object, "value")
                        .filter(id -> id.isNull() || (id.isString() && id.stringValue().isBlank())).isPresent());
    }

    /** Ids are compared as texts here, and UUIDs have no case. */
    private static String id(JsonNode element) {
        var value = element instanceof ObjectNode object
                ? ScimJson.member(object, "value").map(Values::unwrapped).filter(JsonNode::isString)
                        .map(JsonNode::stringValue).orElse("")
                : element.isString() ? element.stringValue() : "";
        return folded(value);
    }

    static String folded(String id) {
        return id.strip().toLowerCase(Locale.ROOT);
    }
}
