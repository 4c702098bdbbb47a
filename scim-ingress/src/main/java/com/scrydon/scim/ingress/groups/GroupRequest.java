package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.Normaliser;
import com.scrydon.scim.ingress.attributes.ScimSchema;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A POST or PUT body of a group.
 *
 * @param members ids as sent; empty if the attribute was absent, which leaves the members of an existing group alone
 */
record GroupRequest(String displayName, Optional<String> externalId, Optional<List<String>> members) {

    static final int MAX_NAME = 500;

    static Outcome<GroupRequest> read(JsonNode body) {
        if (!body.isObject()) {
            return Outcome.refused(ScimProblem.invalidSyntax("the body must be a JSON object"));
        }
        var name = field(body, "displayName").map(n -> n.asString("")).orElse("");
        if (name.isBlank() || name.length() > MAX_NAME) {
            return Outcome.refused(
                    ScimProblem.invalidValue("displayName must have 1 to " + MAX_NAME + " characters"));
        }
        return Outcome.done(new GroupRequest(name, field(body, "externalId").map(e -> e.asString("")),
                field(body, "members").map(GroupRequest::ids)));
    }

    /** Member ids of a value in any shape: objects, bare strings, one or many. */
    static List<String> ids(JsonNode value) {
        var attribute = ScimSchema.GROUP.attribute("members").orElseThrow();
        var list = Normaliser.value(attribute, value);
        return list == null
                ? List.of()
                : list.valueStream().map(m -> m.path("value").asString("")).filter(v -> !v.isEmpty()).toList();
    }

    private static Optional<JsonNode> field(JsonNode body, String anyCase) {
        return body.properties().stream().filter(e -> e.getKey().equalsIgnoreCase(anyCase)).map(Map.Entry::getValue)
                .filter(v -> !v.isNull()).findFirst();
    }
}
