package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.AttributePath;
import com.scrydon.scim.ingress.attributes.AttributeType;
import com.scrydon.scim.ingress.filters.Filter.And;
import com.scrydon.scim.ingress.filters.Filter.Comparison;
import com.scrydon.scim.ingress.filters.Filter.Not;
import com.scrydon.scim.ingress.filters.Filter.OneElement;
import com.scrydon.scim.ingress.filters.Filter.Or;
import com.scrydon.scim.ingress.filters.Filter.Present;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Evaluates the condition of a PATCH path on one element of a multi-valued attribute, in memory. */
public final class ElementMatch {

    private final Attribute attribute;

    public ElementMatch(Attribute attribute) {
        this.attribute = attribute;
    }

    /** Whether the element satisfies the condition. */
    public boolean holds(Filter condition, JsonNode element) {
        return switch (condition) {
            case And(var left, var right) -> holds(left, element) && holds(right, element);
            case Or(var left, var right) -> holds(left, element) || holds(right, element);
            case Not(var inner) -> !holds(inner, element);
            case Present(var path) -> value(path, element).isPresent();
            case Comparison(var path, var operator, Literal.Nothing()) -> value(path, element)
                    .isPresent() == (operator == Operator.NE);
            case Comparison(var path, var operator, var literal) -> value(path, element)
                    .map(value -> compare(path, value, operator, literal)).orElse(operator == Operator.NE);
            case OneElement _ -> false;
        };
    }

    private Optional<JsonNode> value(AttributePath path, JsonNode element) {
        return attribute.subAttribute(path.name()).map(sub -> element.path(sub.name()))
                .filter(node -> !node.isMissingNode()).or(() -> absent(path));
    }

    /** A missing {@code primary} counts as false. */
    private Optional<JsonNode> absent(AttributePath path) {
        return attribute.subAttribute(path.name()).filter(sub -> sub.type() == AttributeType.BOOLEAN)
                .map(_ -> BooleanNode.FALSE);
    }

    private boolean compare(AttributePath path, JsonNode value, Operator operator, Literal literal) {
        boolean exact = attribute.subAttribute(path.name()).map(Attribute::caseExact).orElse(false);
        var left = folded(value.asString(), exact);
        var right = folded(literal.asText(), exact);
        return switch (operator) {
            case CO -> left.contains(right);
            case SW -> left.startsWith(right);
            case EW -> left.endsWith(right);
            case EQ, NE, GT, GE, LT, LE -> operator.holdsFor(left.compareTo(right));
        };
    }

    private static String folded(String text, boolean exact) {
        return exact ? text : text.toLowerCase(Locale.ROOT);
    }
}
