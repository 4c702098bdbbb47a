package com.scrydon.scim.audit.entries;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a fact changed: names and values, in the order of importance. Empty values are left out.
 *
 * @param values words, numbers, booleans, JSON nodes, lists of words or of {@link Target}s, or maps of these
 */
public record Changes(Map<String, Object> values) {

    static final Changes NONE = new Changes(Map.of());

    public Changes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Changes with(String name, Object value) {
        var nothing = value instanceof Collection<?> items && items.isEmpty();
        if (nothing) {
            return this;
        }
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Changes(more);
    }

    Changes with(String name, Optional<?> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    Changes withMove(String name, String from, String to) {
        return from.equals(to) ? this : with(name, Map.of("from", from, "to", to));
    }
}
