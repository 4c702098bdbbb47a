package com.scrydon.scim.ingress.patches;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.Values;
import com.scrydon.scim.ingress.filters.ElementMatch;
import com.scrydon.scim.ingress.filters.Filter;
import com.scrydon.scim.ingress.filters.Operator;
import com.scrydon.scim.ingress.wire.ScimJson;
import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.ScimProblem.NoTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Changes the elements of one multi-valued attribute. */
final class ElementPatch {

    private static final String VALUE = "value";
    private static final String TYPE = "type";

    private final ObjectNode holder;
    private final PatchTarget target;
    private final Attribute attribute;
    private final ArrayNode elements;

    ElementPatch(ObjectNode holder, PatchTarget target) {
        this.holder = holder;
        this.target = target;
        this.attribute = target.attribute();
        this.elements = holder.get(attribute.name()) instanceof ArrayNode there ? there : holder.arrayNode();
    }

    Optional<ScimProblem> change(JsonNode value, boolean replacing) {
        if (target.condition().isEmpty() && target.sub().isEmpty()) {
            return Values.canonical(attribute, value).fold(canonical -> {
                var given = canonical.map(ArrayNode.class::cast).orElseGet(holder::arrayNode);
                if (replacing) {
                    elements.removeAll();
                }
                given.forEach(this::add);
                return store();
            }, Optional::of);
        }
        var chosen = chosen();
        if (chosen.isEmpty()) {
            var created = target.condition().map(ElementPatch::described)
                    .orElseGet(() -> Optional.of(ScimJson.object()));
            if (created.isEmpty()) {
                return Optional.of(new NoTarget("No element of " + attribute.name() + " matches the path"));
            }
            if (Values.isEmpty(value)) {
                return Optional.empty();
            }
            // Names and booleans of the condition in their canonical form.
            JsonNode described = Values.single(attribute, created.get())
                    .<JsonNode>fold(node -> node.orElseGet(ScimJson::object), _ -> ScimJson.object());
            elements.add(described);
            chosen = List.of(elements.size() - 1);
        }
        return assign(chosen, value, replacing);
    }

    void remove(Optional<JsonNode> value) {
        var chosen = chosen();
        var kept = new ArrayList<JsonNode>();
        for (int i = 0; i < elements.size(); i++) {
            var element = elements.get(i);
            boolean unwanted = chosen.contains(i) && named(value, element);
            if (unwanted && target.sub().isPresent() && element instanceof ObjectNode object) {
                object.remove(target.sub().get().name());
                kept.add(object);
            } else if (!unwanted) {
                kept.add(element);
            }
        }
        elements.removeAll();
        elements.addAll(kept);
        var _ = store();
    }

    /** Whether the operation's value names the element; no value names all. */
    private boolean named(Optional<JsonNode> value, JsonNode element) {
        return value.map(given -> given instanceof ArrayNode array
                ? array.valueStream().anyMatch(one -> names(one, element))
                : names(given, element)).orElse(true);
    }

    /** By its own value, or, where the operation gives none, by all parts that it does give. */
    private boolean names(JsonNode given, JsonNode element) {
        var parts = Values.single(attribute, given).fold(node -> node.orElseGet(ScimJson::object),
                _ -> ScimJson.object());
        var compared = parts.has(VALUE) ? List.of(VALUE) : List.copyOf(parts.propertyNames());
        return !compared.isEmpty()
                && compared.stream().allMatch(name -> element.has(name) && same(parts, element, name));
    }

    private static boolean same(JsonNode given, JsonNode element, String name) {
        return given.path(name).asString("").equalsIgnoreCase(element.path(name).asString(""));
    }

    private List<Integer> chosen() {
        var match = new ElementMatch(attribute);
        return IntStream.range(0, elements.size())
                .filter(i -> target.condition().stream().allMatch(c -> match.holds(c, elements.get(i)))).boxed()
                .toList();
    }

    private Optional<ScimProblem> assign(List<Integer> chosen, JsonNode value, boolean replacing) {
        for (int i : chosen) {
            if (!(elements.get(i) instanceof ObjectNode element)) {
                continue;
            }
            var problem = target.sub().isPresent()
                    ? DocumentPatch.assign(element, target.sub().get(), value)
                    : mergeInto(element, value, replacing);
            if (problem.isPresent()) {
                return problem;
            }
            if (element.path("primary").asBoolean(false)) {
                Values.onePrimary(elements, i);
            }
        }
        return store();
    }

    /** An element that is replaced by nothing is emptied, and so goes. */
    private Optional<ScimProblem> mergeInto(ObjectNode element, JsonNode value, boolean replacing) {
        if (Values.isEmpty(value)) {
            if (replacing) {
                element.removeAll();
            }
            return Optional.empty();
        }
        return Values.parts(attribute, value).fold(parts -> {
            Values.merge(element, parts);
            return Optional.empty();
        }, Optional::of);
    }

    /** Adds an element; one of the same value and type takes it over instead. */
    private void add(JsonNode element) {
        int at = IntStream.range(0, elements.size()).filter(i -> alike(elements.get(i), element)).findFirst()
                .orElse(elements.size());
        if (at == elements.size()) {
            elements.add(element);
        } else if (elements.get(at) instanceof ObjectNode there && element instanceof ObjectNode given) {
            there.setAll(given);
        }
        if (element.path("primary").asBoolean(false)) {
            Values.onePrimary(elements, at);
        }
    }

    private static boolean alike(JsonNode there, JsonNode given) {
        boolean sameValue = given.has(VALUE) && same(given, there, VALUE);
        boolean sameType = same(given, there, TYPE);
        return there.equals(given) || (sameValue && sameType);
    }

    private Optional<ScimProblem> store() {
        var full = new ArrayList<JsonNode>();
        elements.forEach(element -> {
            if (!element.isEmpty()) {
                full.add(element);
            }
        });
        if (full.isEmpty()) {
            holder.remove(attribute.name());
        } else {
            holder.set(attribute.name(), holder.arrayNode().addAll(full));
        }
        return Optional.empty();
    }

    /** The element that a condition of nothing but {@code eq} describes (scim-wire §2.1: created instead of noTarget). */
    private static Optional<ObjectNode> described(Filter condition) {
        return switch (condition) {
            case Filter.Comparison(var path, var operator, var literal) when operator == Operator.EQ -> Optional
                    .of(ScimJson.object().set(path.name(), StringNode.valueOf(literal.asText())));
            case Filter.And(var left, var right) -> described(left)
                    .flatMap(a -> described(right).map(b -> merged(a, b)));
            case Filter.Comparison _,Filter.Or _,Filter.Not _,Filter.Present _,Filter.OneElement _ -> Optional
                    .empty();
        };
    }

    private static ObjectNode merged(ObjectNode one, ObjectNode other) {
        one.setAll(other);
        return one;
    }
}
