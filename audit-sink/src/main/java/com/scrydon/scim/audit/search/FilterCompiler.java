package com.scrydon.scim.audit.search;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Compiles filters to SQL. Nothing of the filter's text gets into the statement: values become parameters, everything
 * else is one of the pieces below. Text is compared without regard to case, except ids of actors and requests.
 */
final class FilterCompiler {

    private final Map<String, Object> parameters = new HashMap<>();

    private FilterCompiler() {}

    static Condition compile(Filter filter) {
        var compiler = new FilterCompiler();
        return new Condition(compiler.sql(filter), compiler.parameters);
    }

    private String sql(Filter filter) {
        return switch (filter) {
            case Filter.And(var left, var right) -> "(" + sql(left) + " and " + sql(right) + ")";
            case Filter.Or(var left, var right) -> "(" + sql(left) + " or " + sql(right) + ")";
            case Filter.Not(var inner) -> "not (" + sql(inner) + ")";
            case Filter.Present(var attribute) -> present(attribute);
            case Filter.TimeMatch(var operator, var moment) ->
                "r.occurred_at " + sign(operator) + " " + parameter(moment.toString()) + "::timestamptz";
            case Filter.TextMatch(var attribute, var operator, var value) -> match(attribute, operator, value);
        };
    }

    private static String present(Attribute attribute) {
        return switch (attribute) {
            case TARGET -> "cardinality(r.target_names) > 0";
            case OCCURRED_AT -> "r.occurred_at is not null";
            case TYPE, ACTOR_ID, ACTOR_DISPLAY, REQUEST_ID, OUTCOME -> column(attribute) + " <> ''";
        };
    }

    private String match(Attribute attribute, Operator operator, String value) {
        return switch (attribute) {
            case TARGET -> target(operator, lower(value));
            case ACTOR_ID, REQUEST_ID -> compare(column(attribute), operator, plain(value));
            case TYPE, ACTOR_DISPLAY, OUTCOME, OCCURRED_AT -> compare(column(attribute), operator, lower(value));
        };
    }

    /** Any of the targets, by id or readable name; for ne none of them. */
    private String target(Operator operator, String value) {
        return switch (operator) {
            case EQ -> "r.target_names @> array[" + parameter(value) + "]::text[]";
            case NE -> "not (r.target_names @> array[" + parameter(value) + "]::text[])";
            case SW, CO, EW, GT, GE, LT, LE ->
                "exists (select from unnest(r.target_names) as t (name) where " + compare("t.name", operator, value)
                        + ")";
        };
    }

    private String compare(String column, Operator operator, String value) {
        return switch (operator) {
            case SW -> column + " like " + parameter(pattern(value) + "%");
            case CO -> column + " like " + parameter("%" + pattern(value) + "%");
            case EW -> column + " like " + parameter("%" + pattern(value));
            case EQ, NE, GT, GE, LT, LE -> column + " " + sign(operator) + " " + parameter(value);
        };
    }

    private static String column(Attribute attribute) {
        return switch (attribute) {
            case TYPE -> "r.type"; // names of facts are in lower case
            case ACTOR_ID -> "r.actor_id";
            case ACTOR_DISPLAY -> "lower(r.actor_display)";
            case REQUEST_ID -> "r.request_id";
            case OUTCOME -> "r.outcome";
            case TARGET, OCCURRED_AT -> throw new IllegalArgumentException(attribute + " is no text column");
        };
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "<>";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
            case SW, CO, EW -> throw new IllegalArgumentException(operator + " is a pattern");
        };
    }

    private String parameter(Object value) {
        var name = "f" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    private static String pattern(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String lower(String text) {
        return plain(text).toLowerCase(Locale.ROOT);
    }

    /** Postgres takes no NUL, and stores none. */
    private static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
