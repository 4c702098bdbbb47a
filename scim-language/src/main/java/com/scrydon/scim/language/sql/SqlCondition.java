package com.scrydon.scim.language.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A condition for a where clause; everything from the request is a parameter.
 *
 * @param sql never null in three-valued logic
 * @param parameters by name
 */
public record SqlCondition(String sql, Map<String, Object> parameters) {

    /** Place holders of {@link SqlParameters}, and no cast such as {@code ::text}. */
    private static final Pattern PLACE = Pattern.compile("(?<!:):(f\\d+)\\b");

    /** Holds for all rows. */
    public static final SqlCondition ALL = new SqlCondition("true", Map.of());

    public SqlCondition {
        parameters = Map.copyOf(parameters);
    }

    /** The same condition with other names of parameters, so that a statement can hold two conditions. */
    public SqlCondition withPrefix(String prefix) {
        var renamed = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) -> renamed.put(prefix + name, value));
        return new SqlCondition(PLACE.matcher(sql).replaceAll(":" + prefix + "$1"), renamed);
    }

    /** Whether another value can need another plan: the index has a prefix as a range once it is known. */
    public boolean dependsOnValues() {
        return sql.contains(SqlComparisons.PREFIX);
    }

    /** The statement with this condition in the place of <code>{condition}</code>. */
    public String in(String statement) {
        return statement.replace("{condition}", sql);
    }
}
