package com.scrydon.scim.ingress.scim.attributes;

import com.scrydon.scim.language.paths.AttributePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The two types of resource. */
public final class ResourceShapes {

    public static final ResourceShape USER = new ResourceShape("User", "/Users", "User account", UserAttributes.CORE,
            List.of(UserAttributes.ENTERPRISE));
    public static final ResourceShape GROUP = new ResourceShape("Group", "/Groups", "Group", GroupAttributes.CORE,
            List.of());

    /** URNs of all published schemas. */
    public static final List<String> URNS = schemas().map(AttributeSchema::urn).toList();

    private ResourceShapes() {}

    public static Stream<ResourceShape> all() {
        return Stream.of(USER, GROUP);
    }

    /** All published schemas. */
    public static Stream<AttributeSchema> schemas() {
        return all().flatMap(shape -> Stream.concat(Stream.of(shape.base()), shape.extensions().stream()));
    }

    /** Reads a path to an attribute; empty if it is malformed. */
    public static Optional<AttributePath> path(String text) {
        return AttributePath.parse(text, URNS);
    }

    /** The path with the URN of its extension, where it is a short name that only one of all schemas has. */
    static AttributePath qualified(AttributePath path) {
        if (path.urn().isPresent() || path.name().isEmpty()) {
            return path;
        }
        var found = all().flatMap(shape -> shape.find(path).stream()).toList();
        boolean core = found.stream().anyMatch(one -> one.extension().isEmpty());
        return core || found.size() != 1
                ? path
                : new AttributePath(found.getFirst().extension().map(AttributeSchema::urn), path.name(), path.sub());
    }
}
