package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.language.sql.SqlCondition;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows lie behind a place. Rows without a value come last in ascending order and first in descending order
 * (RFC 7644 §3.4.2.3), as Postgres has it by itself.
 */
final class After {

    private final SortKey key;
    private final String rest;
    private final Map<String, Object> parameters = new HashMap<>();

    private After(SortKey key, String alias) {
        this.key = key;
        this.rest = "(" + alias + ".created_at, " + alias + ".id) > (:afterCreated, :afterId)";
    }

    static SqlCondition of(Position position, SortKey key, String alias) {
        return new After(key, alias).condition(position);
    }

    private SqlCondition condition(Position position) {
        parameters.put("afterCreated", Moments.parameter(position.createdAt()));
        parameters.put("afterId", position.id());
        var sql = key.equals(SortKey.NONE)
                ? rest
                : position.sortKey().map(this::behindValue).orElseGet(this::behindNothing);
        return new SqlCondition(sql, parameters);
    }

    private String behindValue(String value) {
        parameters.put("afterKey", value);
        var place = "cast(:afterKey as " + key.type() + ")";
        var same = "(" + key.expression() + " = " + place + " and " + rest + ")";
        return key.descending()
                ? "(" + key.expression() + " < " + place + " or " + same + ")"
                : "(" + key.expression() + " > " + place + " or " + key.expression() + " is null or " + same + ")";
    }

    private String behindNothing() {
        var same = "(" + key.expression() + " is null and " + rest + ")";
        return key.descending() ? "(" + key.expression() + " is not null or " + same + ")" : same;
    }
}
