package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.AttributeType;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidFilter;
import com.scrydon.scim.language.filters.Comparability;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.Filter.And;
import com.scrydon.scim.language.filters.Filter.Comparison;
import com.scrydon.scim.language.filters.Filter.Not;
import com.scrydon.scim.language.filters.Filter.OneElement;
import com.scrydon.scim.language.filters.Filter.Or;
import com.scrydon.scim.language.filters.Filter.Present;
import com.scrydon.scim.language.filters.Literal;
import com.scrydon.scim.language.filters.Operator;
import com.scrydon.scim.language.paths.AttributePath;
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

    /** What is wrong with a condition that compares what cannot be compared so; the same as for filters in SQL. */
    public Optional<ScimProblem> refusal(Filter condition) {
        return Comparability.refusal(condition, this::isFlag).map(InvalidFilter::new);
    }

    private boolean isFlag(AttributePath path) {
        return sub(path).filter(one -> one.type() == AttributeType.BOOLEAN).isPresent();
    }

    /** Whether the element satisfies a condition that is not refused. */
    public boolean holds(Filter condition, JsonNode element) {
        return switch (condition) {
            case And(var left, var right) -> holds(left, element) && holds(right, element);
            case Or(var left, var right) -> holds(left, element) || holds(right, element);
            case Not(var inner) -> !holds(inner, element);
            case Present(var path) -> stored(path, element).isPresent();
            case Comparison(var path, var operator, Literal.Nothing()) -> stored(path, element)
                    .isPresent() == (operator == Operator.NE);
            case Comparison(var path, var operator, var literal) -> stored(path, element).or(() -> absent(path))
                    .map(value -> compare(path, value, operator, literal)).orElse(operator == Operator.NE);
            case OneElement _ -> false;
        };
    }

    private Optional<Attribute> sub(AttributePath path) {
        return path.urn().isPresent() || path.sub().isPresent()
                ? Optional.empty()
                : attribute.subAttribute(path.name());
    }

    private Optional<JsonNode> stored(AttributePath path, JsonNode element) {
        return sub(path).map(sub -> element.path(sub.name())).filter(node -> !node.isMissingNode());
    }

    /** A missing {@code primary} counts as false (RFC 7643 §2.4), though it is not present. */
    private Optional<JsonNode> absent(AttributePath path) {
        return sub(path).filter(sub -> sub.type() == AttributeType.BOOLEAN).map(_ -> BooleanNode.FALSE);
    }

    private boolean compare(AttributePath path, JsonNode value, Operator operator, Literal literal) {
        boolean exact = sub(path).map(Attribute::caseExact).orElse(false);
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
