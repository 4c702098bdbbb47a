package com.scrydon.scim.ingress.scim.patches;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How {@link ReferencePatch} reads values. */
final class ReferenceValues {

    private ReferenceValues() {}

    static boolean saysNothing(Map<String, @Nullable Object> element) {
        return element.entrySet().stream().allMatch(entry -> List.of("type", "display", "primary")
                .contains(entry.getKey().toLowerCase(Locale.ROOT)) || isEmpty(entry.getValue())
                || entry.getKey().equalsIgnoreCase("shade"));
    }

    static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof List<?> one && one.size() == 1 ? one.getFirst() : value;
    }

    static List<Map<String, @Nullable Object>> given(String attribute, @Nullable Object value) {
        var result = new ArrayList<Map<String, @Nullable Object>>();
        for (var one : isEmpty(value) ? List.of() : value instanceof List<?> several ? several : List.of(value)) {
            if (isEmpty(one) || (one instanceof Map && saysNothing(map(one)))) {
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
    static Map<String, @Nullable Object> changes(String attribute, @Nullable Object value) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map) {
            map(value).forEach(
                    (key, given) -> ReferencePatch.parts(attribute).stream().filter(key::equalsIgnoreCase).findFirst()
                            .ifPresent(part -> result.put(part, single(part, given))));
        } else if (value instanceof List || !ReferencePatch.parts(attribute).contains("value")) {
            throw new ReferencePatch.Refused("InvalidValue");
        } else {
            result.put("value", single("value", value));
        }
        return result;
    }

    static @Nullable Object single(String name, @Nullable Object wrapped) {
        var value = unwrapped(wrapped);
        if (isEmpty(value)) {
            return null;
        }
        if (name.equals("active") || name.equals("primary")) {
            var text = String.valueOf(value).toLowerCase(Locale.ROOT);
            if (value instanceof Number || !(text.equals("true") || text.equals("false"))) {
                throw new ReferencePatch.Refused("InvalidValue");
            }
            return text.equals("true");
        }
        if (value instanceof Map || value instanceof List) {
            throw new ReferencePatch.Refused("InvalidValue");
        }
        return String.valueOf(value);
    }

    static boolean isEmpty(@Nullable Object value) {
        return value == null || value.equals("") || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }
}
