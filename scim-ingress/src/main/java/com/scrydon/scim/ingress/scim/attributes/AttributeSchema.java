package com.scrydon.scim.ingress.scim.attributes;

import java.util.List;
import java.util.Optional;

/**
 * A schema of RFC 7643 §7.
 *
 * @param urn its id
 * @param name for people
 * @param description for people
 * @param attributes in the order of answers
 */
public record AttributeSchema(String urn, String name, String description, List<Attribute> attributes) {

    public AttributeSchema {
        attributes = List.copyOf(attributes);
    }

    /** The attribute of this name, in any case. */
    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(attribute -> attribute.name().equalsIgnoreCase(attributeName)).findFirst();
    }
}
