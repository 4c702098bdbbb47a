package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code schemas} of a body (RFC 7643 §3): texts, none twice, the base schema among them; others that nobody knows are
 * ignored. A body without {@code schemas} is forgiven, since the path says what it is.
 */
public final class SchemasRule {

    private SchemasRule() {}

    /** The body, if its schemas fit a resource or message of this URN. */
    public static Verdict<ObjectNode> check(ObjectNode body, String base) {
        var schemas = ScimJson.member(body, "schemas");
        if (schemas.isEmpty() || schemas.get().isNull() || (schemas.get().isContainer() && schemas.get().isEmpty())) {
            return Verdict.of(body);
        }
        var given = schemas.get() instanceof ArrayNode array ? array.valueStream().toList() : List.of(schemas.get());
        if (!given.stream().allMatch(JsonNode::isString)) {
            return Verdict.refuse(new InvalidSyntax("schemas must be an array of URNs"));
        }
        var urns = given.stream().map(node -> node.stringValue().toLowerCase(Locale.ROOT)).toList();
        if (new HashSet<>(urns).size() < urns.size()) {
            return Verdict.refuse(new InvalidSyntax("schemas names a URN twice"));
        }
        return urns.contains(base.toLowerCase(Locale.ROOT))
                ? Verdict.of(body)
                : Verdict.refuse(new InvalidSyntax("schemas must name " + base));
    }
}
