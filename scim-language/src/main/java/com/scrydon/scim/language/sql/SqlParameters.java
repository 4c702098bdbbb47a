package com.scrydon.scim.language.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters of a condition under construction, named f1, f2, … */
final class SqlParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a value; the answer is its place holder. */
    String add(Object value) {
        var name = "f" + (values.size() + 1);
        values.put(name, value);
        return ":" + name;
    }

    Map<String, Object> values() {
        return values;
    }
}
