package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.patches.ReferencePatch.Condition;
import com.scrydon.scim.ingress.scim.patches.ReferencePatch.Operation;
import com.scrydon.scim.ingress.scim.patches.ReferencePatch.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random users and random PATCHes of them, with much in common. */
final class RandomPatches {

    private static final List<String> WORDS = List.of("a", "A", "b", "work", "Work", "home", "true", "5", "é");
    private static final List<String> ELEMENT_PARTS = List.of("value", "display", "type", "primary");
    private static final List<String> ADDRESS_PARTS = List.of("locality", "country", "type", "primary");
    private static final List<String> MULTIPLE = List.of("phoneNumbers", "roles", "addresses");

    private final Random random;

    RandomPatches(Random random) {
        this.random = random;
    }

    Map<String, @Nullable Object> user() {
        var user = new LinkedHashMap<String, @Nullable Object>();
        for (var name : List.of("title", "displayName", "nickName")) {
            maybe(user, name, word());
        }
        maybe(user, "active", random.nextBoolean());
        maybe(user, "name", filled(List.of("givenName", "familyName")));
        for (var name : MULTIPLE) {
            var elements = IntStream.range(0, random.nextInt(4)).mapToObj(_ -> filled(parts(name))).toList();
            boolean found = false;
            for (var element : elements) {
                if (Boolean.TRUE.equals(element.get("primary"))) {
                    element.put("primary", !found);
                    found = true;
                }
            }
            if (!elements.isEmpty()) {
                user.put(name, new ArrayList<>(elements));
            }
        }
        var extension = new LinkedHashMap<String, @Nullable Object>();
        maybe(extension, "department", word());
        maybe(extension, "manager", filled(List.of("value", "displayName")));
        maybe(user, ReferencePatch.EXTENSION, extension);
        user.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
        return user;
    }

    private Map<String, @Nullable Object> filled(List<String> names) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        while (result.isEmpty()) {
            names.forEach(name -> maybe(result, name, name.equals("primary") ? random.nextBoolean() : word()));
        }
        return result;
    }

    private void maybe(Map<String, @Nullable Object> map, String name, Object value) {
        if (random.nextBoolean()) {
            map.put(name, value);
        }
    }

    List<Operation> operations() {
        return IntStream.rangeClosed(1, 1 + random.nextInt(4)).mapToObj(_ -> operation()).toList();
    }

    private Operation operation() {
        var op = any(List.of("add", "add", "replace", "replace", "remove"));
        if (random.nextInt(40) == 0) {
            return new Operation(op, random.nextBoolean() ? null : somePath(), null, false);
        }
        if (op.equals("remove")) {
            var path = somePath();
            var limit = random.nextInt(3) == 0 && MULTIPLE.contains(path.attribute()) ? value(path) : null;
            return new Operation(op, path, limit, limit != null);
        }
        if (random.nextInt(3) == 0) {
            var value = new LinkedHashMap<String, @Nullable Object>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var path = somePath();
                value.put(text(path), value(path));
            }
            return new Operation(op, null, value, true);
        }
        var path = somePath();
        return new Operation(op, path, value(path), true);
    }

    private Path somePath() {
        var attribute = any(List.of("title", "displayName", "active", "name", "name", "phoneNumbers", "phoneNumbers",
                "roles", "roles", "addresses", "addresses", "department", "manager", "shoeSize", "groups"));
        boolean extension = attribute.equals("department") || attribute.equals("manager");
        List<Condition> conditions = MULTIPLE.contains(attribute) && random.nextBoolean()
                ? IntStream.rangeClosed(0, random.nextInt(2)).mapToObj(_ -> condition(attribute)).toList()
                : single(attribute);
        var part = parts(attribute).isEmpty() || random.nextBoolean() ? null : any(parts(attribute));
        return new Path(extension, attribute, conditions, random.nextInt(3) > 0,
                random.nextInt(60) == 0 ? "shade" : part);
    }

    private List<Condition> single(String attribute) {
        if (random.nextInt(60) == 0) {
            return List.of(new Condition("type", "eq", "work"));
        }
        boolean complex = attribute.equals("name") || attribute.equals("manager");
        return complex && random.nextInt(3) == 0 ? List.of(condition(attribute)) : List.of();
    }

    private Condition condition(String attribute) {
        var part = any(parts(attribute));
        return part.equals("primary")
                ? new Condition(part, any(List.of("eq", "ne", "pr")), random.nextBoolean())
                : new Condition(part, any(List.of("eq", "eq", "eq", "ne", "co", "sw", "pr")), word());
    }

    private static List<String> parts(String attribute) {
        return switch (attribute) {
            case "name" -> List.of("givenName", "familyName");
            case "manager" -> List.of("value", "displayName");
            case "phoneNumbers", "roles" -> ELEMENT_PARTS;
            case "addresses" -> ADDRESS_PARTS;
            default -> List.of();
        };
    }

    private @Nullable Object value(Path path) {
        boolean one = path.part() != null || !MULTIPLE.contains(path.attribute()) || !path.conditions().isEmpty();
        var value = bare(path);
        return one && value != null && random.nextInt(8) == 0 ? List.of(value) : value;
    }

    private @Nullable Object bare(Path path) {
        var parts = parts(path.attribute());
        if (random.nextInt(12) == 0) {
            return any(List.of("", List.of(), Map.of(), List.of(List.of(1)), 5, "x"));
        }
        if (random.nextInt(15) == 0) {
            return null;
        }
        if (path.part() != null || parts.isEmpty()) {
            boolean flag = "primary".equals(path.part()) || path.attribute().equals("active");
            return flag ? any(List.of(true, false, "True", "FALSE", true, false, "maybe")) : word();
        }
        if (MULTIPLE.contains(path.attribute()) && path.conditions().isEmpty() && random.nextInt(3) > 0) {
            return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> loose(parts)).toList();
        }
        return loose(parts);
    }

    /** A complex value as clients write it: names in any case, nulls, empty texts, unknown names, a bare text. */
    private Object loose(List<String> parts) {
        if (parts.contains("value") && random.nextInt(8) == 0) {
            return word();
        }
        var result = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : filled(parts).entrySet()) {
            boolean clears = random.nextInt(8) == 0;
            var name = random.nextInt(6) == 0 ? entry.getKey().toUpperCase(Locale.ROOT) : entry.getKey();
            result.put(name, clears ? random.nextBoolean() ? null : "" : entry.getValue());
        }
        if (random.nextInt(8) == 0) {
            result.put("shade", "x");
        }
        return result;
    }

    private String word() {
        return any(WORDS);
    }

    private <T> T any(List<? extends T> list) {
        return list.get(random.nextInt(list.size()));
    }

    static String text(Path path) {
        return PathTexts.text(path);
    }

    /** The path that a text of ours stands for. */
    static Path path(String text) {
        return PathTexts.path(text);
    }

    /** Texts of paths; remembered, so that the model needs no parser. */
    private static final class PathTexts {

        private static final Map<String, Path> KNOWN = new LinkedHashMap<>();

        static String text(Path path) {
            var brackets = path.conditions().isEmpty()
                    ? ""
                    : path.conditions().stream()
                            .map(c -> c.part() + " " + c.operator() + (c.operator().equals("pr")
                                    ? ""
                                    : c.literal() instanceof String text ? " \"" + text + "\"" : " " + c.literal()))
                            .collect(Collectors.joining(path.all() ? " and " : " or ", "[", "]"));
            var text = (path.extension() ? ReferencePatch.EXTENSION + ":" : "") + path.attribute() + brackets
                    + (path.part() == null ? "" : "." + path.part());
            KNOWN.put(text, path);
            return text;
        }

        static Path path(String text) {
            return Objects.requireNonNull(KNOWN.get(text));
        }
    }
}
