package com.scrydon.scim.ingress.filters;

import java.util.Map;

/**
 * A filter compiled to SQL.
 *
 * @param sql a condition of fixed fragments and named parameters; never holds a client's text
 * @param parameters their values
 */
public record Condition(String sql, Map<String, Object> parameters) {

    public static final Condition ALL = new Condition("true", Map.of());

    public Condition {
        parameters = Map.copyOf(parameters);
    }
}
