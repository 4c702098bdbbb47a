package com.scrydon.scim.ingress.patches;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * PATCH once more, written from RFC 7644 §3.5.2 and scim-wire §2.7 alone, on maps and lists. How the text is read where
 * it leaves a choice:
 * <ul>
 * <li>A complex value, an element included, is merged: "sub-attributes that are not specified SHALL be left
 * unchanged" (§3.5.2.3). What is null or empty in it is cleared (RFC 7643 §2.5).</li>
 * <li>A condition of nothing but {@code eq} that chooses nothing describes the element to make (scim-wire §2.1); to
 * clear a part of it makes none. Any other one is noTarget.</li>
 * <li>An element of the same value and type is the same element; adding it again merges it.</li>
 * <li>A remove's value limits it (scim-wire §2.1) unless it is absent, null, [] or {}. It names elements by their value,
 * or, giving none, by all that it gives; an empty text names nobody.</li>
 * <li>One object in an array stands for the object, as Entra sends a manager.</li>
 * <li>All operations are read before the first is applied, so that their mistakes come first.</li>
 * </ul>
 */
final class ReferencePatch {

    static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final List<String> TEXTS = List.of("title", "displayName", "nickName", "department");
    private static final List<String> READ_ONLY = List.of("groups", "meta");
    private static final Map<String, List<String>> SINGLE_COMPLEX = Map.of("name", List.of("givenName", "familyName"),
            "manager", List.of("value", "displayName"));
    private static final Map<String, List<String>> MULTIPLE = Map.of("phoneNumbers",
            List.of("value", "display", "type", "primary"), "roles", List.of("value", "display", "type", "primary"),
            "addresses", List.of("locality", "country", "type", "primary"));

    private final Map<String, @Nullable Object> document;

    ReferencePatch(Map<String, @Nullable Object> document) {
        this.document = document;
    }

    /** Ends a patch; named like the problem that our own implementation has for it. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String problem) {
            super(problem, null, false, false);
        }
    }

    /** One comparison in the brackets of a path. */
    record Condition(String part, String operator, Object literal) {}

    /**
     * A path.
     *
     * @param all whether the conditions are joined by and, else by or
     */
    record Path(boolean extension, String attribute, List<Condition> conditions, boolean all, @Nullable String part) {

        Path {
            conditions = List.copyOf(conditions);
        }
    }

    /** An operation; without a path the value is a map of paths, each with its own value. */
    record Operation(String op, @Nullable Path path, @Nullable Object value, boolean hasValue) {}

    Map<String, @Nullable Object> apply(List<Operation> operations) {
        operations.forEach(ReferencePatch::read);
        for (var operation : operations) {
            if (operation.path == null) {
                eachPart(operation);
            } else {
                one(operation.op, operation.path, operation.value);
            }
        }
        return document;
    }

    private static void read(Operation operation) {
        if (operation.op.equals("remove")) {
            if (operation.path == null) {
                throw new Refused("NoTarget");
            }
        } else if (!operation.hasValue || (operation.path == null && !(operation.value instanceof Map))) {
            throw new Refused("InvalidValue");
        }
        if (operation.path != null) {
            check(operation.path);
        }
    }

    private static void check(Path path) {
        if (READ_ONLY.contains(path.attribute)) {
            throw new Refused("Mutability");
        }
        boolean known = TEXTS.contains(path.attribute) || path.attribute.equals("active")
                || SINGLE_COMPLEX.containsKey(path.attribute) || MULTIPLE.containsKey(path.attribute);
        if (!known || (!path.conditions.isEmpty() && !MULTIPLE.containsKey(path.attribute))
                || (path.part != null && !parts(path.attribute).contains(path.part))) {
            throw new Refused("InvalidPath");
        }
    }

    private static List<String> parts(String attribute) {
        return SINGLE_COMPLEX.getOrDefault(attribute, MULTIPLE.getOrDefault(attribute, List.of()));
    }

    /** Paths that lead nowhere are ignored here (scim-wire §2.7, rules 3 and 4). */
    private void eachPart(Operation operation) {
        for (var entry : map(operation.value).entrySet()) {
            var path = RandomPatches.path(entry.getKey());
            try {
                check(path);
            } catch (Refused _) {
                continue;
            }
            one(operation.op, path, entry.getValue());
        }
    }

    private void one(String op, Path path, @Nullable Object value) {
        var holder = path.extension ? map(document.getOrDefault(EXTENSION, new LinkedHashMap<>())) : document;
        if (MULTIPLE.containsKey(path.attribute)) {
            elements(op, path, value, holder);
        } else if (SINGLE_COMPLEX.containsKey(path.attribute)) {
            complex(op, path, value, holder);
        } else {
            put(holder, path.attribute, op.equals("remove") ? null : single(path.attribute, value));
        }
        if (path.extension) {
            put(document, EXTENSION, holder.isEmpty() ? null : holder);
        }
    }

    private static void complex(String op, Path path, @Nullable Object value, Map<String, @Nullable Object> holder) {
        var there = map(holder.getOrDefault(path.attribute, new LinkedHashMap<>()));
        if (path.part != null) {
            put(there, path.part, op.equals("remove") ? null : single(path.part, value));
        } else if (op.equals("remove") || isEmpty(value)) {
            there.clear();
        } else if (value instanceof List<?> one && one.size() == 1 && one.getFirst() instanceof Map) {
            complex(op, path, one.getFirst(), holder);
            return;
        } else {
            changes(path.attribute, value).forEach((part, given) -> put(there, part, given));
        }
        put(holder, path.attribute, there.isEmpty() ? null : there);
    }

    private static void elements(String op, Path path, @Nullable Object value, Map<String, @Nullable Object> holder) {
        var elements = new ArrayList<Map<String, @Nullable Object>>();
        for (var element : list(holder.getOrDefault(path.attribute, List.of()))) {
            elements.add(map(element));
        }
        if (op.equals("remove")) {
            remove(path, value, elements);
        } else if (path.conditions.isEmpty() && path.part == null) {
            if (op.equals("replace")) {
                elements.clear();
            }
            given(path.attribute, value).forEach(element -> add(elements, element));
        } else {
            change(op, path, value, elements);
        }
        elements.removeIf(Map::isEmpty);
        put(holder, path.attribute, elements.isEmpty() ? null : elements);
    }

    private static void change(String op, Path path, @Nullable Object value,
            List<Map<String, @Nullable Object>> elements) {
        var chosen = elements.stream().filter(element -> holds(path, element)).toList();
        if (chosen.isEmpty()) {
            if (!path.conditions.stream().allMatch(c -> c.operator.equals("eq"))
                    || (path.conditions.size() > 1 && !path.all)) {
                throw new Refused("NoTarget");
            }
            if (isEmpty(value)) {
                return;
            }
            var made = new LinkedHashMap<String, @Nullable Object>();
            path.conditions.forEach(c -> put(made, c.part, single(c.part, c.literal)));
            elements.add(made);
            chosen = List.of(made);
        }
        for (var element : chosen) {
            if (path.part != null) {
                put(element, path.part, single(path.part, value));
            } else if (!isEmpty(value)) {
                changes(path.attribute, value).forEach((part, given) -> put(element, part, given));
            } else if (op.equals("replace")) {
                element.clear();
            }
            if (Boolean.TRUE.equals(element.get("primary"))) {
                onlyPrimary(elements, element);
            }
        }
    }

    private static void remove(Path path, @Nullable Object value, List<Map<String, @Nullable Object>> elements) {
        for (var element : List.copyOf(elements)) {
            if (!holds(path, element) || (limits(value) && !names(path.attribute, value, element))) {
                continue;
            }
            if (path.part == null) {
                element.clear();
            } else {
                element.remove(path.part);
            }
        }
    }

    private static boolean limits(@Nullable Object value) {
        return "".equals(value) || !isEmpty(value);
    }

    private static boolean names(String attribute, @Nullable Object value, Map<String, @Nullable Object> element) {
        if (value instanceof List<?> several) {
            return several.stream().anyMatch(one -> names(attribute, one, element));
        }
        Map<String, @Nullable Object> named;
        try {
            named = isEmpty(value) ? Map.of() : changes(attribute, value);
        } catch (Refused _) {
            return false;
        }
        var compared = named.get("value") != null
                ? List.of("value")
                : named.keySet().stream()
                        .filter(part -> named.get(part) != null).toList();
        return !compared.isEmpty() && compared.stream().allMatch(part -> same(named.get(part), element.get(part)));
    }

    private static void add(List<Map<String, @Nullable Object>> elements, Map<String, @Nullable Object> given) {
        var there = elements.stream().filter(element -> element.equals(given)
                || (given.get("value") != null && same(given.get("value"), element.get("value"))
                        && same(given.getOrDefault("type", ""), element.getOrDefault("type", ""))))
                .findFirst().orElse(null);
        if (there == null) {
            elements.add(given);
        } else {
            there.putAll(given);
        }
        if (Boolean.TRUE.equals(given.get("primary"))) {
            onlyPrimary(elements, there == null ? given : there);
        }
    }

    private static void onlyPrimary(List<Map<String, @Nullable Object>> elements,
            Map<String, @Nullable Object> primary) {
        for (int i = 0; i < elements.size(); i++) {
            if (!isIdentical(elements.get(i), primary) && Boolean.TRUE.equals(elements.get(i).get("primary"))) {
                elements.get(i).put("primary", false);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // two elements may be equal
    private static boolean isIdentical(Object one, Object other) {
        return one == other;
    }

    private static boolean holds(Path path, Map<String, @Nullable Object> element) {
        return path.conditions.isEmpty() || (path.all
                ? path.conditions.stream().allMatch(c -> holds(c, element))
                : path.conditions.stream().anyMatch(c -> holds(c, element)));
    }

    private static boolean holds(Condition condition, Map<String, @Nullable Object> element) {
        var there = element.get(condition.part);
        if (condition.operator.equals("pr")) {
            return there != null;
        }
        var text = folded(there == null && condition.part.equals("primary") ? false : there);
        var literal = folded(condition.literal);
        return switch (condition.operator) {
            case "eq" -> text != null && text.equals(literal);
            case "ne" -> text == null || !text.equals(literal);
            case "co" -> text != null && literal != null && text.contains(literal);
            case "sw" -> text != null && literal != null && text.startsWith(literal);
            default -> throw new IllegalArgumentException(condition.operator);
        };
    }

    private static List<Map<String, @Nullable Object>> given(String attribute, @Nullable Object value) {
        var result = new ArrayList<Map<String, @Nullable Object>>();
        for (var one : isEmpty(value) ? List.of() : value instanceof List<?> several ? several : List.of(value)) {
            if (isEmpty(one)) {
                continue;
            }
            var element = new LinkedHashMap<String, @Nullable Object>();
            changes(attribute, one).forEach((part, given) -> put(element, part, given));
            boolean second = result.stream().anyMatch(e -> Boolean.TRUE.equals(e.get("primary")));
            if (second && Boolean.TRUE.equals(element.get("primary"))) {
                element.put("primary", false);
            }
            if (!element.isEmpty()) {
                result.add(element);
            }
        }
        return result;
    }

    /** The parts that a complex value gives; null for those that it clears. */
    private static Map<String, @Nullable Object> changes(String attribute, @Nullable Object value) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map) {
            map(value).forEach((key, given) -> parts(attribute).stream().filter(key::equalsIgnoreCase).findFirst()
                    .ifPresent(part -> result.put(part, single(part, given))));
        } else if (value instanceof List || !parts(attribute).contains("value")) {
            throw new Refused("InvalidValue");
        } else {
            result.put("value", single("value", value));
        }
        return result;
    }

    private static @Nullable Object single(String name, @Nullable Object value) {
        if (isEmpty(value)) {
            return null;
        }
        if (name.equals("active") || name.equals("primary")) {
            var text = String.valueOf(value).toLowerCase(Locale.ROOT);
            if (value instanceof Number || !(text.equals("true") || text.equals("false"))) {
                throw new Refused("InvalidValue");
            }
            return text.equals("true");
        }
        if (value instanceof Map || value instanceof List) {
            throw new Refused("InvalidValue");
        }
        return String.valueOf(value);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("") || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && String.valueOf(one).equalsIgnoreCase(String.valueOf(other));
    }

    private static @Nullable String folded(@Nullable Object value) {
        return value == null ? null : String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }
}
