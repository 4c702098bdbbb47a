package com.scrydon.scim.ingress.filters;

import java.util.Map;

/**
 * A condition for a where clause; everything from the request is a parameter.
 *
 * @param sql never null in three-valued logic
 * @param parameters by name
 */
public record SqlCondition(String sql, Map<String, Object> parameters) {

    /** Holds for all rows. */
    public static final SqlCondition ALL = new SqlCondition("true", Map.of());

    public SqlCondition {
        parameters = Map.copyOf(parameters);
    }

    /** The statement with this condition in the place of <code>{condition}</code>. */
    public String in(String statement) {
        return statement.replace("{condition}", sql);
    }
}
