package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.filters.Filter.Operator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Evaluates a filter on one element of a multi-valued attribute, in memory, for PATCH. */
public final class ElementFilter {

    private ElementFilter() {}

    public static boolean matches(Filter filter, JsonNode element) {
        return switch (filter) {
            case Filter.And(Filter left, Filter right) -> matches(left, element) && matches(right, element);
            case Filter.Or(Filter left, Filter right) -> matches(left, element) || matches(right, element);
            case Filter.Not(Filter inner) -> !matches(inner, element);
            case Filter.Present(Filter.Path path) -> find(element, path).isPresent();
            case Filter.Elements(Filter.Path path, Filter inner) ->
                find(element, path).filter(e -> matches(inner, e)).isPresent();
            case Filter.Comparison(Filter.Path path, Operator operator, JsonNode value) ->
                compare(find(element, path), operator, value);
        };
    }

    /** What an element must have to match: the {@code eq} conditions joined by {@code and}, for creating it. */
    public static Map<String, JsonNode> conditions(Filter filter) {
        Map<String, JsonNode> conditions = new LinkedHashMap<>();
        collect(filter, conditions);
        return conditions;
    }

    private static void collect(Filter filter, Map<String, JsonNode> conditions) {
        if (filter instanceof Filter.And(Filter left, Filter right)) {
            collect(left, conditions);
            collect(right, conditions);
        } else if (filter instanceof Filter.Comparison(Filter.Path path, Operator operator, JsonNode value)
                && operator == Operator.EQ && path.names().size() == 1) {
            conditions.put(path.names().getFirst(), value);
        }
    }

    private static Optional<JsonNode> find(JsonNode element, Filter.Path path) {
        var name = path.names().getLast();
        return element.properties().stream().filter(e -> e.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean compare(Optional<JsonNode> found, Operator operator, JsonNode value) {
        if (found.isEmpty()) {
            return operator == Operator.NE;
        }
        var left = found.get().asString("").toLowerCase(Locale.ROOT);
        var right = value.asString("").toLowerCase(Locale.ROOT);
        return switch (operator) {
            case EQ -> left.equals(right);
            case NE -> !left.equals(right);
            case CO -> left.contains(right);
            case SW -> left.startsWith(right);
            case EW -> left.endsWith(right);
            case GT -> left.compareTo(right) > 0;
            case GE -> left.compareTo(right) >= 0;
            case LT -> left.compareTo(right) < 0;
            case LE -> left.compareTo(right) <= 0;
        };
    }
}
