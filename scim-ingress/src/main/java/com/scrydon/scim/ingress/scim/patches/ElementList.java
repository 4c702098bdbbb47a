package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.filters.ElementMatch;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.Literal;
import com.scrydon.scim.language.filters.Operator;
import com.scrydon.scim.language.texts.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The elements of one multi-valued attribute while operations change them. Those of a certain value, and those that are
 * alike, are found by a hash, so that a thousand operations on a thousand elements are not a million comparisons.
 */
final class ElementList {

    private static final String VALUE = "value";
    private static final String TYPE = "type";
    private static final String PRIMARY = "primary";

    private final Attribute attribute;
    private final ElementMatch match;
    private final PatchWork work;
    private final TreeMap<Integer, ObjectNode> byPlace = new TreeMap<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final Map<String, SortedSet<Integer>> byValue = new HashMap<>();
    private final Map<String, SortedSet<Integer>> byIdentity = new HashMap<>();
    private final TreeSet<Integer> primaries = new TreeSet<>();
    private int next;
    private long characters;

    /** The elements belong to the list from now on. */
    ElementList(Attribute attribute, ArrayNode elements, PatchWork work) {
        this.attribute = attribute;
        this.match = new ElementMatch(attribute);
        this.work = work;
        elements.forEach(element -> {
            if (element instanceof ObjectNode object) {
                append(object);
            }
        });
    }

    int size() {
        return byPlace.size();
    }

    /** Of all texts together. */
    long characters() {
        return characters;
    }

    /** What is left in the end: an element that says nothing is none (RFC 7643 §2.5). */
    ArrayNode toArray() {
        var array = ScimJson.object().arrayNode();
        byPlace.values().stream().filter(element -> !Values.saysNothing(attribute, element)).forEach(array::add);
        return array;
    }

    /** Adds an element and answers its place. */
    int append(ObjectNode element) {
        int place = next++;
        byPlace.put(place, element);
        index(place, element);
        return place;
    }

    /** Adds an element; the first one that is alike takes it over instead. */
    void add(ObjectNode element) {
        var alike = byIdentity.get(identity(element));
        int place;
        if (alike == null) {
            place = append(element);
        } else {
            place = alike.first();
            change(place, there -> there.setAll(element));
        }
        if (element.path(PRIMARY).asBoolean(false)) {
            onePrimary(place);
        }
    }

    void clear() {
        byPlace.clear();
        sizes.clear();
        byValue.clear();
        byIdentity.clear();
        primaries.clear();
        characters = 0;
    }

    /** Changes one element; one that is emptied goes. */
    void change(int place, Consumer<ObjectNode> step) {
        var element = byPlace.get(place);
        if (element == null) {
            return;
        }
        unindex(place, element);
        step.accept(element);
        if (element.isEmpty()) {
            byPlace.remove(place);
        } else {
            index(place, element);
        }
    }

    /** Leaves {@code primary: true} to this element, if it has it (RFC 7643 §2.4). */
    void onePrimary(int place) {
        if (primaries.contains(place)) {
            for (int other : List.copyOf(primaries)) {
                if (other != place) {
                    change(other, element -> element.put(PRIMARY, false));
                }
            }
        }
    }

    /** Places of the elements that satisfy the condition; of all without one. */
    List<Integer> chosen(Optional<Filter> condition) {
        return chosen(condition,
                condition.flatMap(ElementList::requiredValue).map(this::ofValue).orElseGet(byPlace::keySet));
    }

    /** Those among some. */
    List<Integer> chosen(Optional<Filter> condition, Collection<Integer> candidates) {
        int comparisons = condition.map(ElementList::comparisons).orElse(1);
        var result = new ArrayList<Integer>();
        for (int place : candidates) {
            work.spend((long) comparisons * weight(place));
            if (condition.stream().allMatch(wanted -> match.holds(wanted, element(place)))) {
                result.add(place);
            }
        }
        return result;
    }

    /** Places of the elements that one of these names: by its own value, or, giving none, by all parts that it does give. */
    Collection<Integer> named(List<ObjectNode> given) {
        var result = new TreeSet<Integer>();
        for (var parts : given) {
            if (work.isTooMuch()) {
                break;
            }
            var candidates = parts.has(VALUE) ? ofValue(parts.path(VALUE).asString("")) : byPlace.keySet();
            for (int place : candidates) {
                work.spend(weight(place));
                if (names(parts, element(place))) {
                    result.add(place);
                }
            }
        }
        return result;
    }

    private static boolean names(ObjectNode parts, ObjectNode element) {
        var compared = parts.has(VALUE) ? List.of(VALUE) : List.copyOf(parts.propertyNames());
        return !compared.isEmpty() && compared.stream().allMatch(name -> element.has(name)
                && parts.path(name).asString("").equalsIgnoreCase(element.path(name).asString("")));
    }

    private ObjectNode element(int place) {
        return byPlace.getOrDefault(place, ScimJson.object());
    }

    private Collection<Integer> ofValue(String value) {
        return byValue.getOrDefault(Texts.coarse(value), new TreeSet<>());
    }

    /** Long texts take longer. */
    private int weight(int place) {
        return 1 + sizes.getOrDefault(place, 0) / 64;
    }

    private void index(int place, ObjectNode element) {
        int size = element.valueStream().mapToInt(part -> part.asString("").length()).sum();
        work.spend(1 + size / 64);
        sizes.put(place, size);
        characters += size;
        byIdentity.computeIfAbsent(identity(element), _ -> new TreeSet<>()).add(place);
        if (element.has(VALUE)) {
            byValue.computeIfAbsent(valueKey(element), _ -> new TreeSet<>()).add(place);
        }
        if (element.path(PRIMARY).asBoolean(false)) {
            primaries.add(place);
        }
    }

    private void unindex(int place, ObjectNode element) {
        characters -= sizes.getOrDefault(place, 0);
        sizes.remove(place);
        take(byIdentity, identity(element), place);
        take(byValue, valueKey(element), place);
        primaries.remove(place);
    }

    private static void take(Map<String, SortedSet<Integer>> index, String key, int place) {
        index.computeIfPresent(key, (_, places) -> {
            places.remove(place);
            return places.isEmpty() ? null : places;
        });
    }

    private static String valueKey(ObjectNode element) {
        return Texts.coarse(element.path(VALUE).asString(""));
    }

    /** Two elements of one value and type are the same one; without a value, all of them must be equal. */
    private static String identity(ObjectNode element) {
        return element.has(VALUE)
                ? typeAndValue(Texts.caseless(element.path(TYPE).asString("")), element)
                : new TreeMap<>(element.properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()))).toString();
    }

    private static String typeAndValue(String type, ObjectNode element) {
        return type.length() + ":" + type + Texts.caseless(element.path(VALUE).asString(""));
    }

    /** The value that an element must have to satisfy the condition, if it must have one. */
    private static Optional<String> requiredValue(Filter condition) {
        return switch (condition) {
            case Filter.Comparison(_, _, Literal.Nothing()) -> Optional.empty();
            case Filter.Comparison(var path, var operator, var literal) when operator == Operator.EQ
                    && path.urn().isEmpty() && path.sub().isEmpty() && path.name().equalsIgnoreCase(VALUE) ->
                Optional.of(literal.asText());
            case Filter.And(var left, var right) -> requiredValue(left).or(() -> requiredValue(right));
            case Filter.Comparison _,Filter.Or _,Filter.Not _,Filter.Present _,Filter.OneElement _ -> Optional.empty();
        };
    }

    private static int comparisons(Filter condition) {
        return switch (condition) {
            case Filter.And(var left, var right) -> comparisons(left) + comparisons(right);
            case Filter.Or(var left, var right) -> comparisons(left) + comparisons(right);
            case Filter.Not(var inner) -> comparisons(inner);
            case Filter.OneElement(_, var inner) -> comparisons(inner);
            case Filter.Comparison _,Filter.Present _ -> 1;
        };
    }
}
