package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.language.paths.AttributePath;
import java.util.List;
import java.util.Optional;

/**
 * A type of resource and all its attributes.
 *
 * @param name {@code User} or {@code Group}
 * @param endpoint path below the base
 * @param description for people
 * @param base core schema
 * @param extensions schemas whose attributes lie below their URN
 */
public record ResourceShape(String name, String endpoint, String description, AttributeSchema base,
        List<AttributeSchema> extensions) {

    public ResourceShape {
        extensions = List.copyOf(extensions);
    }

    /** Where a path leads: the attribute, and the extension it belongs to. */
    public record Found(Attribute attribute, Optional<AttributeSchema> extension) {}

    /**
     * The attribute that a path names, sub-attributes aside; common attributes included. A short name that no attribute of
     * the core has and one extension alone is that one's (R24b).
     */
    public Optional<Found> find(AttributePath path) {
        if (path.urn().isEmpty()) {
            return core(path.name()).or(() -> inOneExtension(path.name()));
        }
        if (path.urn().get().equalsIgnoreCase(base.urn())) {
            return core(path.name());
        }
        return extension(path.urn().get())
                .flatMap(schema -> schema.attribute(path.name()).map(a -> new Found(a, Optional.of(schema))));
    }

    private Optional<Found> core(String name) {
        return CommonAttributes.SCHEMA.attribute(name).or(() -> base.attribute(name))
                .map(attribute -> new Found(attribute, Optional.empty()));
    }

    private Optional<Found> inOneExtension(String name) {
        var named = extensions.stream().flatMap(schema -> schema.attribute(name).stream()
                .map(attribute -> new Found(attribute, Optional.of(schema)))).toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** The extension of this URN, in any case. */
    public Optional<AttributeSchema> extension(String urn) {
        return extensions.stream().filter(schema -> schema.urn().equalsIgnoreCase(urn)).findFirst();
    }
}
