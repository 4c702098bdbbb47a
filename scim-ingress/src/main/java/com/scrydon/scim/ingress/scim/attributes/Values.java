package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes values canonical: what clients write loosely (docs/decisions/030-client-dialects.md) becomes what the description
 * says. Null, empty texts, empty arrays and empty objects are no value (RFC 7643 §2.5).
 */
public final class Values {

    /** Of one attribute of a User. */
    public static final int MAX_ELEMENTS = 1_000;

    private static final String VALUE = "value";
    private static final String PRIMARY = "primary";
    /** What an element says about its value, and without one about nothing. */
    private static final Set<String> ABOUT_THE_VALUE = Set.of("type", PRIMARY, "display");

    private Values() {}

    /** The canonical value; empty if it means "unassigned". */
    public static Verdict<Optional<JsonNode>> canonical(Attribute attribute, JsonNode value) {
        return attribute.multiValued() ? elements(attribute, value) : single(attribute, value);
    }

    /** The canonical form of a single value; an array of one stands for the one in it (R24b). */
    public static Verdict<Optional<JsonNode>> single(Attribute attribute, JsonNode value) {
        return element(attribute, unwrapped(value));
    }

    /** The canonical form of one element of a multi-valued attribute. */
    public static Verdict<Optional<JsonNode>> element(Attribute attribute, JsonNode value) {
        if (attribute.type() == AttributeType.COMPLEX) {
            return isEmpty(value) ? Verdict.of(Optional.empty()) : complex(attribute, value);
        }
        var simple = simple(value);
        if (isEmpty(simple)) {
            return Verdict.of(Optional.empty());
        }
        return switch (attribute.type()) {
            case BOOLEAN -> flag(attribute, simple);
            case STRING, DATE_TIME, REFERENCE, BINARY, COMPLEX -> text(attribute, simple);
        };
    }

    private static Verdict<Optional<JsonNode>> text(Attribute attribute, JsonNode value) {
        if (value.isContainer()) {
            return refuse(attribute, "must be a single value");
        }
        var text = value.asString();
        return text.length() > Documents.MAX_BYTES
                ? Verdict.refuse(Documents.tooLarge())
                : Verdict.of(Optional.of(StringNode.valueOf(text)));
    }

    /** The one value in an array of one, which some clients write where one value belongs (R24b). */
    public static JsonNode unwrapped(JsonNode value) {
        return value instanceof ArrayNode array && array.size() == 1 ? array.get(0) : value;
    }

    /** A simple value written like a complex one: {@code {"$ref":null,"value":"x"}} is x. */
    private static JsonNode simple(JsonNode value) {
        return value instanceof ObjectNode object
                ? ScimJson.member(object, VALUE).filter(inner -> !inner.isContainer()).orElse(value)
                : value;
    }

    /**
     * Whether an element, as a client writes it or in canonical form, says nothing but of what kind it would be: then it is
     * none (RFC 7643 §2.5, R24b).
     */
    public static boolean saysNothing(Attribute attribute, JsonNode element) {
        return isBlank(element) || (element instanceof ObjectNode object && object.properties().stream()
                .noneMatch(entry -> attribute.subAttribute(entry.getKey()).map(Attribute::name)
                        .filter(name -> !ABOUT_THE_VALUE.contains(name)).isPresent()
                        && !isBlank(unwrapped(entry.getValue()))));
    }

    private static boolean isBlank(JsonNode value) {
        return isEmpty(value) || (value.isString() && value.stringValue().isBlank());
    }

    /** Whether the value means "unassigned". */
    public static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isMissingNode() || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }

    private static Verdict<Optional<JsonNode>> elements(Attribute attribute, JsonNode value) {
        if (isEmpty(value)) {
            return Verdict.of(Optional.empty());
        }
        var given = (value instanceof ArrayNode array ? array.valueStream() : Stream.of(value))
                .filter(element -> !saysNothing(attribute, element)).toList();
        if (given.size() > MAX_ELEMENTS) {
            return refuse(attribute, "has more than " + MAX_ELEMENTS + " values");
        }
        var result = ScimJson.object().arrayNode();
        for (var element : given) {
            switch (element(attribute, element)) {
                case Verdict.Refused<Optional<JsonNode>>(var problem) -> {
                    return Verdict.refuse(problem);
                }
                case Verdict.Accepted<Optional<JsonNode>>(var canonical) -> canonical.ifPresent(result::add);
            }
        }
        onePrimary(result, 0);
        return Verdict.of(result.isEmpty() ? Optional.empty() : Optional.of(result));
    }

    /** Leaves {@code primary: true} to the first element from {@code preferred} on that has it (RFC 7643 §2.4). */
    public static void onePrimary(ArrayNode elements, int preferred) {
        boolean found = false;
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get((preferred + i) % elements.size()) instanceof ObjectNode element
                    && element.path(PRIMARY).asBoolean(false)) {
                if (found) {
                    element.put(PRIMARY, false);
                }
                found = true;
            }
        }
    }

    private static Verdict<Optional<JsonNode>> flag(Attribute attribute, JsonNode value) {
        if (value.isBoolean()) {
            return Verdict.of(Optional.of(value));
        }
        var text = value.isString() ? value.stringValue() : "";
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Verdict.of(Optional.of(BooleanNode.valueOf(text.equalsIgnoreCase("true"))));
        }
        return refuse(attribute, "must be true or false");
    }

    private static Verdict<Optional<JsonNode>> complex(Attribute attribute, JsonNode value) {
        return parts(attribute, value).map(parts -> {
            var result = ScimJson.object();
            merge(result, parts);
            return result.isEmpty() ? Optional.empty() : Optional.of(result);
        });
    }

    /** The canonical parts of a complex value; null stands for one that the value clears. */
    public static Verdict<ObjectNode> parts(Attribute attribute, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> subAttributes(attribute, object);
            case JsonNode text when !text.isContainer() && attribute.subAttribute(VALUE).isPresent() -> subAttributes(
                    attribute, ScimJson.object().set(VALUE, text));
            default -> Verdict.refuse(new InvalidValue(attribute.name() + " must be an object"));
        };
    }

    /** Changes a complex value by such parts; those not given stay (RFC 7644 §3.5.2.3). */
    public static void merge(ObjectNode complex, ObjectNode parts) {
        parts.properties().forEach(part -> {
            if (part.getValue().isNull()) {
                complex.remove(part.getKey());
            } else {
                complex.set(part.getKey(), part.getValue());
            }
        });
    }

    private static Verdict<ObjectNode> subAttributes(Attribute attribute, JsonNode object) {
        var result = ScimJson.object();
        for (var entry : object.properties()) {
            var sub = attribute.subAttribute(entry.getKey());
            if (sub.isEmpty()) {
                continue;
            }
            switch (single(sub.get(), entry.getValue())) {
                case Verdict.Refused<Optional<JsonNode>>(var problem) -> {
                    return Verdict.refuse(problem);
                }
                case Verdict.Accepted<Optional<JsonNode>>(var canonical) -> result.set(sub.get().name(),
                        canonical.orElseGet(result::nullNode));
            }
        }
        return Verdict.of(result);
    }

    private static Verdict<Optional<JsonNode>> refuse(Attribute attribute, String why) {
        return Verdict.refuse(new InvalidValue(attribute.name() + " " + why));
    }
}
