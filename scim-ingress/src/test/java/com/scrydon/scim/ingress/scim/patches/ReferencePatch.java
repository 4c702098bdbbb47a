package com.scrydon.scim.ingress.scim.patches;

import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.changes;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.given;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.isEmpty;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.map;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.put;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.saysNothing;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.single;
import static com.scrydon.scim.ingress.scim.patches.ReferenceValues.unwrapped;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PATCH once more, written from RFC 7644 §3.5.2 and docs/decisions/030-client-dialects.md alone, on maps and lists. How
 * they are read where they leave a choice:
 * <ul>
 * <li>A complex value, an element included, is merged: "sub-attributes that are not specified SHALL be left
 * unchanged" (§3.5.2.3). What is null or empty in it is cleared (RFC 7643 §2.5).</li>
 * <li>A condition of nothing but {@code eq} that chooses nothing describes the element to make (rule 8); to
 * clear a part of it makes none. Any other one is noTarget.</li>
 * <li>An element of the same value and type is the same element; adding it again merges it.</li>
 * <li>A remove's value limits it (rule 7) unless it is absent, null, [] or {}. It names elements by their value,
 * or, giving none, by all that it gives; an empty text names nobody.</li>
 * <li>One value in an array stands for the value where one belongs (R24b).</li>
 * <li>An element that says nothing but its type, display and primary is none in the end, and never was one if it comes
 * so (R24b).</li>
 * <li>A condition on a single complex value addresses it if it matches; it describes one that is not there (R24b).</li>
 * <li>All paths, then all values are read before the first operation is applied, so that their mistakes come first.</li>
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
    private final Set<String> touched = new HashSet<>();

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
        operations.forEach(this::judge);
        for (var operation : operations) {
            if (operation.path == null) {
                eachPart(operation);
            } else {
                one(operation.op, operation.path, operation.value);
            }
        }
        for (var attribute : touched) {
            var left = list(document.getOrDefault(attribute, List.of())).stream()
                    .filter(element -> !saysNothing(map(element))).toList();
            put(document, attribute, left.isEmpty() ? null : new ArrayList<>(left));
        }
        return document;
    }

    /** A value that cannot be read is a mistake wherever it would go. */
    private void judge(Operation operation) {
        if (operation.op.equals("remove")) {
            return;
        }
        if (operation.path != null) {
            judge(operation.path, operation.value);
        } else {
            map(operation.value).forEach((text, value) -> {
                var path = RandomPatches.path(text);
                if (leads(path)) {
                    judge(path, value);
                }
            });
        }
    }

    private static void judge(Path path, @Nullable Object value) {
        if (path.part != null) {
            single(path.part, value);
        } else if (MULTIPLE.containsKey(path.attribute) && path.conditions.isEmpty()) {
            given(path.attribute, value);
        } else if (!MULTIPLE.containsKey(path.attribute) && !SINGLE_COMPLEX.containsKey(path.attribute)) {
            single(path.attribute, value);
        } else if (!isEmpty(unwrapped(value))) {
            changes(path.attribute, unwrapped(value));
        }
    }

    private static boolean leads(Path path) {
        try {
            check(path);
            return true;
        } catch (Refused _) {
            return false;
        }
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
        boolean simple = !MULTIPLE.containsKey(path.attribute) && !SINGLE_COMPLEX.containsKey(path.attribute);
        if (!known || (!path.conditions.isEmpty() && simple)
                || (path.part != null && !parts(path.attribute).contains(path.part))) {
            throw new Refused("InvalidPath");
        }
    }

    static List<String> parts(String attribute) {
        return SINGLE_COMPLEX.getOrDefault(attribute, MULTIPLE.getOrDefault(attribute, List.of()));
    }

    /** Paths that lead nowhere are ignored here (rules 3 and 4). */
    private void eachPart(Operation operation) {
        for (var entry : map(operation.value).entrySet()) {
            var path = RandomPatches.path(entry.getKey());
            if (leads(path)) {
                one(operation.op, path, entry.getValue());
            }
        }
    }

    private void one(String op, Path path, @Nullable Object value) {
        var holder = path.extension ? map(document.getOrDefault(EXTENSION, new LinkedHashMap<>())) : document;
        if (MULTIPLE.containsKey(path.attribute)) {
            touched.add(path.attribute);
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

    private static void complex(String op, Path path, @Nullable Object given, Map<String, @Nullable Object> holder) {
        var value = unwrapped(given);
        boolean says = !op.equals("remove") && !isEmpty(value);
        var there = map(holder.getOrDefault(path.attribute, new LinkedHashMap<>()));
        if (there.isEmpty() && says && path.conditions.stream().allMatch(c -> c.operator.equals("eq"))
                && (path.conditions.size() < 2 || path.all)) {
            path.conditions.stream().filter(c -> parts(path.attribute).contains(c.part))
                    .forEach(c -> put(there, c.part, single(c.part, c.literal)));
        } else if (there.isEmpty() && !path.conditions.isEmpty()) {
            return;
        }
        if (!holds(path, there)) {
            return;
        }
        if (path.part != null) {
            put(there, path.part, op.equals("remove") ? null : single(path.part, given));
        } else if (!says) {
            there.clear();
        } else {
            changes(path.attribute, value).forEach((part, one) -> put(there, part, one));
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

    private static void change(String op, Path path, @Nullable Object given,
            List<Map<String, @Nullable Object>> elements) {
        var value = unwrapped(given);
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
                put(element, path.part, single(path.part, given));
            } else if (!isEmpty(value)) {
                changes(path.attribute, value).forEach((part, one) -> put(element, part, one));
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
                ? path.conditions.stream().allMatch(c -> holds(path.attribute, c, element))
                : path.conditions.stream().anyMatch(c -> holds(path.attribute, c, element)));
    }

    private static boolean holds(String attribute, Condition condition, Map<String, @Nullable Object> element) {
        var there = element.get(condition.part);
        // The one exact part among them (RFC 7643 §8.7.1).
        boolean exact = attribute.equals("manager") && condition.part.equals("value");
        if (condition.operator.equals("pr")) {
            return there != null;
        }
        var compared = there == null && condition.part.equals("primary") ? false : there;
        var text = exact && compared != null ? compared.toString() : folded(compared);
        var literal = exact ? condition.literal.toString() : folded(condition.literal);
        return switch (condition.operator) {
            case "eq" -> text != null && text.equals(literal);
            case "ne" -> text == null || !text.equals(literal);
            case "co" -> text != null && literal != null && text.contains(literal);
            case "sw" -> text != null && literal != null && text.startsWith(literal);
            default -> throw new IllegalArgumentException(condition.operator);
        };
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && String.valueOf(one).equalsIgnoreCase(String.valueOf(other));
    }

    private static @Nullable String folded(@Nullable Object value) {
        return value == null ? null : String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }
}
