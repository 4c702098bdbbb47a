package com.scrydon.scim.ingress.attributes;

import com.scrydon.scim.ingress.attributes.Attribute.Mutability;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lenient in, strict out (R24): whatever a client sends becomes canonical names and types. Unknown and read-only
 * attributes are dropped, so is the password (R11); null, empty strings and empty lists mean "not there" (R12).
 */
public final class Normaliser {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Normaliser() {}

    /** A User as sent, in canonical form: core attributes, and the enterprise extension under its URN. */
    public static ObjectNode user(ObjectNode sent) {
        var normal = JSON.createObjectNode();
        sent.properties().forEach(entry -> {
            if (entry.getKey().equalsIgnoreCase(ScimSchema.ENTERPRISE.urn())) {
                extension(entry.getValue()).ifPresent(e -> normal.set(ScimSchema.ENTERPRISE.urn(), e));
            } else {
                put(normal, ScimSchema.USER.attribute(entry.getKey()), entry.getValue());
            }
        });
        return normal;
    }

    private static Optional<ObjectNode> extension(JsonNode sent) {
        var normal = JSON.createObjectNode();
        sent.properties()
                .forEach(e -> put(normal, ScimSchema.ENTERPRISE.attribute(e.getKey()), e.getValue()));
        return normal.isEmpty() ? Optional.empty() : Optional.of(normal);
    }

    private static void put(ObjectNode target, Optional<Attribute> attribute, JsonNode sent) {
        attribute.filter(Normaliser::writable).ifPresent(known -> {
            var value = value(known, sent);
            if (value != null) {
                target.set(known.name(), value);
            }
        });
    }

    private static boolean writable(Attribute attribute) {
        return attribute.mutability() != Mutability.READ_ONLY && attribute.mutability() != Mutability.WRITE_ONLY;
    }

    /** The value in canonical form; null where it means "not there". */
    public static @Nullable JsonNode value(Attribute attribute, JsonNode sent) {
        if (!attribute.multiValued()) {
            return single(attribute, sent.isArray() && sent.size() == 1 ? sent.get(0) : sent);
        }
        var list = JSON.createArrayNode();
        if (sent.isArray()) {
            sent.forEach(element -> addElement(list, attribute, element));
        } else {
            addElement(list, attribute, sent);
        }
        return list.isEmpty() ? null : list;
    }

    private static void addElement(ArrayNode list, Attribute attribute, JsonNode sent) {
        var element = single(attribute, sent);
        if (element != null) {
            list.add(element);
        }
    }

    private static @Nullable JsonNode single(Attribute attribute, JsonNode sent) {
        if (sent.isNull() || sent.isMissingNode() || (sent.isString() && sent.asString().isEmpty())) {
            return null;
        }
        return switch (attribute.type()) {
            case COMPLEX -> complex(attribute, sent);
            case BOOLEAN -> bool(sent);
            case STRING, REFERENCE, BINARY ->
                sent.isContainer() ? null : JSON.getNodeFactory().stringNode(sent.asString());
        };
    }

    /** A bare string for a complex attribute is its value: {@code "members":["id"]}, {@code "manager":"id"}. */
    private static @Nullable JsonNode complex(Attribute attribute, JsonNode sent) {
        var normal = JSON.createObjectNode();
        if (!sent.isObject()) {
            return sent.isArray() ? null : normal.put("value", sent.asString());
        }
        sent.properties().forEach(e -> put(normal, attribute.sub(e.getKey()), e.getValue()));
        return normal.isEmpty() ? null : normal;
    }

    private static @Nullable JsonNode bool(JsonNode sent) {
        if (sent.isBoolean()) {
            return sent;
        }
        return switch (sent.isString() ? sent.asString().toLowerCase(Locale.ROOT) : "") {
            case "true" -> JSON.getNodeFactory().booleanNode(true);
            case "false" -> JSON.getNodeFactory().booleanNode(false);
            default -> null;
        };
    }
}
