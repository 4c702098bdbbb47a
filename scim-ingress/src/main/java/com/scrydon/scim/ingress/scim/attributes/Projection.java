package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.paths.AttributePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code attributes} and {@code excludedAttributes} of a request (RFC 7644 §3.4.2.5).
 *
 * @param only the attributes asked for; empty for all
 * @param without the attributes not wanted
 */
public record Projection(List<AttributePath> only, List<AttributePath> without) {

    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    public Projection {
        only = List.copyOf(only);
        without = List.copyOf(without);
    }

    /** Reads the parameters; both at once are refused, malformed names ignored. */
    public static Verdict<Projection> of(@Nullable String attributes, @Nullable String excludedAttributes) {
        var only = paths(attributes);
        var without = paths(excludedAttributes);
        return only.isEmpty() || without.isEmpty()
                ? Verdict.of(new Projection(only, without))
                : Verdict.refuse(new InvalidValue("attributes and excludedAttributes exclude each other"));
    }

    private static List<AttributePath> paths(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).map(ResourceShapes::path)
                        .flatMap(Optional::stream).map(ResourceShapes::qualified).toList();
    }

    /** Whether the request says anything about attributes: then a PATCH of a Group answers with a body (R22). */
    public boolean isAsked() {
        return !only.isEmpty() || !without.isEmpty();
    }

    /** Whether the answer may show this core attribute, so that it need not be loaded otherwise. */
    public boolean shows(String attribute) {
        boolean excluded = without.stream().anyMatch(path -> path.sub().isEmpty() && names(path, attribute));
        return !excluded && (only.isEmpty() || only.stream().anyMatch(path -> names(path, attribute)));
    }

    /** What is left of a resource. */
    public ObjectNode of(ObjectNode resource) {
        if (!only.isEmpty()) {
            return kept(resource);
        }
        without.forEach(path -> remove(resource, path));
        return resource;
    }

    private ObjectNode kept(ObjectNode resource) {
        var result = ScimJson.object();
        for (var entry : resource.properties()) {
            if (ALWAYS.contains(entry.getKey())) {
                result.set(entry.getKey(), entry.getValue());
            } else if (entry.getKey().startsWith("urn:")) {
                keepBelow(entry.getKey(), entry.getValue(), result);
            } else {
                keep(only.stream().filter(path -> names(path, entry.getKey())).toList(), entry.getKey(),
                        entry.getValue(), result);
            }
        }
        return result;
    }

    private void keepBelow(String urn, JsonNode extension, ObjectNode result) {
        var paths = only.stream().filter(path -> path.urn().filter(urn::equalsIgnoreCase).isPresent()).toList();
        if (paths.stream().anyMatch(path -> path.name().isEmpty())) {
            result.set(urn, extension);
            return;
        }
        var below = ScimJson.object();
        extension.properties().forEach(entry -> keep(
                paths.stream().filter(path -> path.name().equalsIgnoreCase(entry.getKey())).toList(), entry.getKey(),
                entry.getValue(), below));
        if (!below.isEmpty()) {
            result.set(urn, below);
        }
    }

    private static void keep(List<AttributePath> paths, String name, JsonNode value, ObjectNode result) {
        if (paths.stream().anyMatch(path -> path.sub().isEmpty())) {
            result.set(name, value);
        } else if (!paths.isEmpty()) {
            var subs = paths.stream().flatMap(path -> path.sub().stream()).toList();
            set(result, name, onlySubs(value, subs));
        }
    }

    private static JsonNode onlySubs(JsonNode value, List<String> subs) {
        if (value instanceof ArrayNode array) {
            var result = array.arrayNode();
            array.valueStream().map(element -> onlySubs(element, subs)).filter(element -> !element.isEmpty())
                    .forEach(result::add);
            return result;
        }
        var result = ScimJson.object();
        value.properties().stream().filter(entry -> subs.stream().anyMatch(entry.getKey()::equalsIgnoreCase))
                .forEach(entry -> result.set(entry.getKey(), entry.getValue()));
        return result;
    }

    private static void remove(ObjectNode resource, AttributePath path) {
        for (var name : List.copyOf(resource.propertyNames())) {
            boolean extension = name.startsWith("urn:") && path.urn().filter(name::equalsIgnoreCase).isPresent();
            if (extension && path.name().isEmpty()) {
                resource.remove(name);
            } else if (extension && resource.get(name) instanceof ObjectNode below) {
                remove(below, new AttributePath(Optional.empty(), path.name(), path.sub()));
                set(resource, name, below);
            } else if (names(path, name) && !ALWAYS.contains(name)) {
                removeNamed(resource, name, path.sub());
            }
        }
    }

    private static void removeNamed(ObjectNode resource, String name, Optional<String> sub) {
        if (sub.isEmpty()) {
            resource.remove(name);
        } else if (resource.get(name) instanceof ArrayNode array) {
            var left = array.arrayNode();
            array.forEach(element -> {
                removeSub(element, sub.get());
                if (!element.isEmpty()) {
                    left.add(element);
                }
            });
            set(resource, name, left);
        } else if (resource.get(name) instanceof ObjectNode complex) {
            removeSub(complex, sub.get());
            set(resource, name, complex);
        }
    }

    /** What is left of a value; nothing is no value (RFC 7643 §2.5). */
    private static void set(ObjectNode resource, String name, JsonNode left) {
        if (left.isEmpty()) {
            resource.remove(name);
        } else {
            resource.set(name, left);
        }
    }

    private static void removeSub(@Nullable JsonNode value, String sub) {
        if (value instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).stream().filter(sub::equalsIgnoreCase).forEach(object::remove);
        }
    }

    private static boolean names(AttributePath path, String attribute) {
        boolean core = path.urn().isEmpty()
                || ResourceShapes.all().anyMatch(shape -> path.urn().get().equalsIgnoreCase(shape.base().urn()));
        return core && (path.name().equalsIgnoreCase(attribute)
                || (path.name().isEmpty() && !attribute.startsWith("urn:")));
    }
}
