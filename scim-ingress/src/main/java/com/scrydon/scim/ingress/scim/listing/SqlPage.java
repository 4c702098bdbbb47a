package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.language.sql.SqlCondition;
import java.util.HashMap;
import java.util.Map;

/**
 * One page of a list, as pieces for a statement of a store: <code>{key}</code>, <code>{condition}</code>,
 * <code>{after}</code>, <code>{order}</code>, and the parameters {@code offset} and {@code limit}.
 *
 * @param condition the filter
 * @param key what the statement returns as {@code sort_key}
 * @param after which rows lie behind the cursor
 * @param limit rows to read; one more than asked for where a cursor must know whether there are more
 */
public record SqlPage(SqlCondition condition, String key, SqlCondition after, String order, int offset, int limit) {

    /** The statement that reads the page. */
    public String in(String statement) {
        return condition.in(statement.replace("{key}", key).replace("{after}", after.sql()).replace("{order}", order));
    }

    /** Parameters of that statement, besides the store's own. */
    public Map<String, Object> parameters() {
        var all = new HashMap<>(condition.parameters());
        all.putAll(after.parameters());
        all.put("offset", offset);
        all.put("limit", limit);
        return all;
    }
}
