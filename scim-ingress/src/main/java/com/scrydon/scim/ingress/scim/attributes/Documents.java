package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Canonical documents: the writable attributes of a resource, under the names of the description, extensions below their
 * URN. What a client may not write, {@code password} included, and what nobody knows never gets into one (R11, R12, R13).
 */
public final class Documents {

    /** Of one User: far above any real one, far below what a fact can carry. */
    public static final int MAX_BYTES = 256 * 1024;

    private Documents() {}

    /** The refusal of a larger one. */
    public static ScimProblem tooLarge() {
        return new ScimProblem.InvalidValue("A User has at most " + MAX_BYTES + " bytes");
    }

    /** The document, unless it is larger than a User may be. */
    public static Verdict<ObjectNode> bounded(ObjectNode document) {
        return ScimJson.bytes(document).length > MAX_BYTES ? Verdict.refuse(tooLarge()) : Verdict.of(document);
    }

    /** Reads the body of a POST or PUT. */
    public static Verdict<ObjectNode> canonical(ResourceShape shape, ObjectNode body) {
        var result = ScimJson.object();
        for (var entry : body.properties()) {
            var extension = shape.extension(entry.getKey());
            var read = extension.isPresent()
                    ? extension(extension.get(), entry.getValue(), result)
                    : attribute(shape, entry.getKey(), entry.getValue(), result);
            if (read instanceof Verdict.Refused<ObjectNode> refused) {
                return refused;
            }
        }
        return Verdict.of(result);
    }

    private static Verdict<ObjectNode> extension(AttributeSchema schema, JsonNode value, ObjectNode result) {
        var below = ScimJson.object();
        for (var entry : Values.unwrapped(value).properties()) {
            var read = set(schema.attribute(entry.getKey()), entry.getValue(), below);
            if (read instanceof Verdict.Refused<ObjectNode> refused) {
                return refused;
            }
        }
        if (!below.isEmpty()) {
            result.set(schema.urn(), below);
        }
        return Verdict.of(result);
    }

    private static Verdict<ObjectNode> attribute(ResourceShape shape, String name, JsonNode value, ObjectNode result) {
        var attribute = CommonAttributes.SCHEMA.attribute(name).or(() -> shape.base().attribute(name));
        return set(attribute, value, result);
    }

    private static Verdict<ObjectNode> set(Optional<Attribute> attribute, JsonNode value, ObjectNode result) {
        if (attribute.isEmpty() || !attribute.get().writable()) {
            return Verdict.of(result);
        }
        return Values.canonical(attribute.get(), value).map(canonical -> {
            canonical.ifPresent(node -> result.set(attribute.get().name(), node));
            return result;
        });
    }

    /** Whether the body names the attribute at all, even to clear it. */
    public static boolean mentions(ObjectNode body, String name) {
        return body.propertyNames().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Names of the attributes in which two documents differ, those of an extension with its URN. */
    public static List<String> differences(ResourceShape shape, ObjectNode before, ObjectNode after) {
        var names = new TreeSet<String>();
        collect("", shape, before, after, names);
        return List.copyOf(names);
    }

    private static void collect(String prefix, ResourceShape shape, JsonNode before, JsonNode after,
            Set<String> names) {
        var all = new TreeSet<String>(before.propertyNames());
        all.addAll(after.propertyNames());
        for (var name : all) {
            if (shape.extension(name).isPresent()) {
                collect(name + ":", shape, before.path(name), after.path(name), names);
            } else if (!before.path(name).equals(after.path(name))) {
                names.add(prefix + name);
            }
        }
    }
}
