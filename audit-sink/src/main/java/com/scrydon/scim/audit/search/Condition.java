package com.scrydon.scim.audit.search;

import java.util.Map;

/**
 * A filter as SQL.
 *
 * @param sql condition on audit.record {@code r}, made of fixed pieces; values are named parameters
 * @param parameters their values by name
 */
record Condition(String sql, Map<String, Object> parameters) {

    Condition {
        parameters = Map.copyOf(parameters);
    }

    static Condition always() {
        return new Condition("true", Map.of());
    }
}
