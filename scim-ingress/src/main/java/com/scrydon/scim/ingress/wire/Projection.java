package com.scrydon.scim.ingress.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which attributes an answer shows: {@code attributes} or {@code excludedAttributes} (RFC 7644 §3.9). {@code id},
 * {@code schemas} and {@code meta} stay.
 */
public record Projection(Set<String> only, Set<String> without) {

    private static final Set<String> ALWAYS = Set.of("id", "schemas", "meta");

    public Projection {
        only = Set.copyOf(only);
        without = Set.copyOf(without);
    }

    static Projection of(@Nullable String attributes, @Nullable String excluded) {
        return new Projection(names(attributes), names(excluded));
    }

    private static Set<String> names(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1)).map(n -> n.trim().toLowerCase(Locale.ROOT))
                        .map(n -> n.startsWith("urn:") ? n.substring(n.lastIndexOf(':') + 1) : n)
                        .filter(n -> !n.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the client chose attributes at all. */
    public boolean asked() {
        return !only.isEmpty() || !without.isEmpty();
    }

    public boolean shows(String attribute) {
        var name = attribute.toLowerCase(Locale.ROOT);
        return ALWAYS.contains(name) || (!without.contains(name)
                && (only.isEmpty() || only.stream().anyMatch(o -> o.equals(name) || o.startsWith(name + "."))));
    }

    /** The resource without what is not shown. */
    public ObjectNode of(ObjectNode resource) {
        resource.propertyNames().stream().filter(n -> !shows(n)).toList().forEach(resource::remove);
        return resource;
    }
}
