package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.AttributeType;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One operation on a document with its value made canonical, so that nothing of a client is left to be read under a lock. */
sealed interface PatchStep {

    /** The id repeated. */
    record SameId(String id) implements PatchStep {}

    /** Adds elements, or replaces all by them. */
    record Elements(PatchTarget target, List<ObjectNode> given, boolean replacing) implements PatchStep {

        public Elements {
            given = List.copyOf(given);
        }
    }

    /** Sets one sub-attribute, or clears it. */
    record Part(PatchTarget target, Optional<JsonNode> value) implements PatchStep {}

    /** Merges parts into a complex value or into chosen elements; no parts at all clear what is replaced. */
    record Merge(PatchTarget target, Optional<ObjectNode> parts, boolean replacing) implements PatchStep {}

    /** Sets a simple attribute, or clears it. */
    record Whole(PatchTarget target, Optional<JsonNode> value) implements PatchStep {}

    /** Removes what the target names, of multi-valued attributes only the named elements, if any are. */
    record Remove(PatchTarget target, Optional<List<ObjectNode>> named) implements PatchStep {}

    /** Reads the value of an operation. */
    static Verdict<PatchStep> of(PatchOperation operation) {
        return switch (operation) {
            case PatchOperation.SameId(var id) -> Verdict.of(new SameId(id));
            case PatchOperation.Add(var target, var value) -> change(target, value, false);
            case PatchOperation.Replace(var target, var value) -> change(target, value, true);
            case PatchOperation.Remove(var target, var value) -> Verdict
                    .of(new Remove(target, value.filter(_ -> target.attribute().multiValued())
                            .map(given -> named(target, given))));
        };
    }

    private static Verdict<PatchStep> change(PatchTarget target, JsonNode value, boolean replacing) {
        var attribute = target.attribute();
        if (target.sub().isPresent()) {
            return Values.single(target.sub().get(), value).map(canonical -> new Part(target, canonical));
        }
        if (attribute.multiValued() && target.condition().isEmpty()) {
            return Values.canonical(attribute, value)
                    .map(canonical -> new Elements(target, objects(canonical), replacing));
        }
        if (attribute.type() != AttributeType.COMPLEX) {
            return Values.single(attribute, value).map(canonical -> new Whole(target, canonical));
        }
        var one = Values.unwrapped(value);
        return Values.isEmpty(one)
                ? Verdict.of(new Merge(target, Optional.empty(), replacing || !attribute.multiValued()))
                : Values.parts(attribute, one).map(parts -> new Merge(target, Optional.of(parts), replacing));
    }

    private static List<ObjectNode> objects(Optional<JsonNode> elements) {
        return elements.stream().flatMap(JsonNode::valueStream).map(ObjectNode.class::cast).toList();
    }

    /**
     * Each once: a value may name an element as often as it likes. What cannot be read names nobody. Texts are the keys, for
     * they have an order, so that hashes which collide on purpose slow nothing down.
     */
    private static List<ObjectNode> named(PatchTarget target, JsonNode value) {
        var given = value instanceof ArrayNode array ? array.valueStream() : Stream.of(value);
        var distinct = new LinkedHashMap<String, ObjectNode>();
        given.map(one -> Values.element(target.attribute(), one).fold(
                node -> node.map(ObjectNode.class::cast).orElseGet(ScimJson::object), _ -> ScimJson.object()))
                .filter(parts -> !parts.isEmpty()).forEach(parts -> distinct.putIfAbsent(parts.toString(), parts));
        return List.copyOf(distinct.values());
    }
}
