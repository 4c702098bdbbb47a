package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.Operator;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Where an operation leads, resolved against the description of attributes.
 *
 * @param extension URN below which the attribute lies
 * @param attribute one that clients may write
 * @param condition which elements of a multi-valued attribute; of a single complex value, whether it is meant
 * @param sub which sub-attribute
 */
public record PatchTarget(Optional<String> extension, Attribute attribute, Optional<Filter> condition,
        Optional<Attribute> sub) {

    static PatchTarget whole(Optional<String> extension, Attribute attribute) {
        return new PatchTarget(extension, attribute, Optional.empty(), Optional.empty());
    }

    /**
     * The value that a condition of nothing but {@code eq} describes, in canonical form; an empty one without a condition. It is made
     * where there is none, instead of a noTarget (docs/decisions/030-client-dialects.md, rule 8).
     */
    Optional<ObjectNode> described() {
        return condition.map(PatchTarget::described).orElseGet(() -> Optional.of(ScimJson.object()))
                .map(parts -> Values.parts(attribute, parts).fold(PatchTarget::without, _ -> ScimJson.object()));
    }

    private static ObjectNode without(ObjectNode partsWithNulls) {
        var value = ScimJson.object();
        Values.merge(value, partsWithNulls);
        return value;
    }

    private static Optional<ObjectNode> described(Filter filter) {
        return switch (filter) {
            case Filter.Comparison(var path, var operator, var literal) when operator == Operator.EQ -> Optional
                    .of(ScimJson.object().set(path.name(), StringNode.valueOf(literal.asText())));
            case Filter.And(var left, var right) -> described(left)
                    .flatMap(a -> described(right).map(b -> a.setAll(b)));
            case Filter.Comparison _,Filter.Or _,Filter.Not _,Filter.Present _,Filter.OneElement _ -> Optional
                    .empty();
        };
    }
}
