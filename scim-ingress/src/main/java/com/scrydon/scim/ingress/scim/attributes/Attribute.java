package com.scrydon.scim.ingress.scim.attributes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One attribute, described once (RFC 7643 §7).
 *
 * @param name as answers write it
 * @param description for people who map attributes
 * @param canonicalValues suggestions, never enforced
 * @param referenceTypes of a reference
 * @param subAttributes of a complex attribute
 * @param column of the resource's table; without one it is in the JSON of {@code attributes}, under its own name and
 *        below the URN of its extension
 */
public record Attribute(String name, AttributeType type, String description, boolean multiValued, boolean required,
        boolean caseExact, Mutability mutability, Returned returned, Uniqueness uniqueness,
        List<String> canonicalValues, List<String> referenceTypes, List<Attribute> subAttributes,
        Optional<String> column) {

    /** Names of SCIM 1.1 that templates of OneLogin still write (docs/decisions/030-client-dialects.md), and what they are called now. */
    private static final Map<String, String> OLD_NAMES = Map.of("manager.managerid", "value");

    public Attribute {
        canonicalValues = List.copyOf(canonicalValues);
        referenceTypes = List.copyOf(referenceTypes);
        subAttributes = List.copyOf(subAttributes);
    }

    static Attribute of(String name, AttributeType type, String description) {
        return new Attribute(name, type, description, false, false, false, Mutability.READ_WRITE, Returned.DEFAULT,
                Uniqueness.NONE, List.of(), List.of(), List.of(), Optional.empty());
    }

    static Attribute text(String name, String description) {
        return of(name, AttributeType.STRING, description);
    }

    static Attribute flag(String name, String description) {
        return of(name, AttributeType.BOOLEAN, description);
    }

    static Attribute complex(String name, String description, Attribute... subAttributes) {
        var plain = of(name, AttributeType.COMPLEX, description);
        return new Attribute(name, plain.type, description, false, false, false, plain.mutability, plain.returned,
                plain.uniqueness, List.of(), List.of(), List.of(subAttributes), plain.column);
    }

    Attribute multiple() {
        return new Attribute(name, type, description, true, required, caseExact, mutability, returned, uniqueness,
                canonicalValues, referenceTypes, subAttributes, column);
    }

    Attribute needed() {
        return new Attribute(name, type, description, multiValued, true, caseExact, mutability, returned, uniqueness,
                canonicalValues, referenceTypes, subAttributes, column);
    }

    Attribute exact() {
        return new Attribute(name, type, description, multiValued, required, true, mutability, returned, uniqueness,
                canonicalValues, referenceTypes, subAttributes, column);
    }

    Attribute with(Mutability other) {
        return new Attribute(name, type, description, multiValued, required, caseExact, other, returned, uniqueness,
                canonicalValues, referenceTypes, subAttributes, column);
    }

    Attribute with(Returned other) {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, other, uniqueness,
                canonicalValues, referenceTypes, subAttributes, column);
    }

    Attribute unique() {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned,
                Uniqueness.SERVER, canonicalValues, referenceTypes, subAttributes, column);
    }

    Attribute suggesting(String... values) {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned,
                uniqueness, List.of(values), referenceTypes, subAttributes, column);
    }

    Attribute referringTo(String... types) {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned,
                uniqueness, canonicalValues, List.of(types), subAttributes, column);
    }

    /** Stored in a column of its own, which makes it fit for an index. */
    Attribute in(String ownColumn) {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned,
                uniqueness, canonicalValues, referenceTypes, subAttributes, Optional.of(ownColumn));
    }

    /** The sub-attribute of this name, or once of this name, in any case. */
    public Optional<Attribute> subAttribute(String subName) {
        var today = OLD_NAMES.getOrDefault((name + "." + subName).toLowerCase(Locale.ROOT), subName);
        return subAttributes.stream().filter(sub -> sub.name.equalsIgnoreCase(today)).findFirst();
    }

    /** Whether a request may set it at all; what may not be set is ignored (R12). */
    public boolean writable() {
        return mutability == Mutability.READ_WRITE || mutability == Mutability.IMMUTABLE;
    }
}
