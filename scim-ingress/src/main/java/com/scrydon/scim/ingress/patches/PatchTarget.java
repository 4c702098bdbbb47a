package com.scrydon.scim.ingress.patches;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.filters.Filter;
import java.util.Optional;

/**
 * Where an operation leads, resolved against the description of attributes.
 *
 * @param extension URN below which the attribute lies
 * @param attribute one that clients may write
 * @param condition which elements of a multi-valued attribute
 * @param sub which sub-attribute
 */
public record PatchTarget(Optional<String> extension, Attribute attribute, Optional<Filter> condition,
        Optional<Attribute> sub) {

    static PatchTarget whole(Optional<String> extension, Attribute attribute) {
        return new PatchTarget(extension, attribute, Optional.empty(), Optional.empty());
    }
}
