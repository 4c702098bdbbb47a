package com.scrydon.scim.ingress.attributes;

import java.util.List;
import java.util.Optional;

/**
 * One attribute of a SCIM schema (RFC 7643 §7). The description drives discovery, normalising and PATCH.
 *
 * @param name canonical spelling; clients may use any case
 * @param type data type
 * @param multiValued whether it holds a list
 * @param mutability readWrite, readOnly, immutable or writeOnly
 * @param uniqueness none or server
 * @param caseExact whether comparisons heed the case
 * @param required whether a resource must have it
 * @param subAttributes of a complex attribute
 */
public record Attribute(String name, Type type, boolean multiValued, Mutability mutability, String uniqueness,
        boolean caseExact, boolean required, List<Attribute> subAttributes) {

    /** Data types in use (RFC 7643 §2.3). */
    public enum Type {
        STRING("string"), BOOLEAN("boolean"), COMPLEX("complex"), REFERENCE("reference"), BINARY("binary");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Who may set it (RFC 7643 §7). */
    public enum Mutability {
        READ_WRITE("readWrite"), READ_ONLY("readOnly"), IMMUTABLE("immutable"), WRITE_ONLY("writeOnly");

        private final String text;

        Mutability(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Attribute {
        subAttributes = List.copyOf(subAttributes);
    }

    static Attribute string(String name) {
        return new Attribute(name, Type.STRING, false, Mutability.READ_WRITE, "none", false, false, List.of());
    }

    static Attribute exact(String name) {
        return new Attribute(name, Type.STRING, false, Mutability.READ_WRITE, "none", true, false, List.of());
    }

    static Attribute bool(String name) {
        return new Attribute(name, Type.BOOLEAN, false, Mutability.READ_WRITE, "none", false, false, List.of());
    }

    static Attribute complex(String name, Attribute... sub) {
        return new Attribute(name, Type.COMPLEX, false, Mutability.READ_WRITE, "none", false, false, List.of(sub));
    }

    /** A list of values with the usual sub-attributes (RFC 7643 §2.4). */
    static Attribute valueList(String name) {
        return complex(name, string("value"), string("display"), string("type"), bool("primary")).many();
    }

    Attribute many() {
        return new Attribute(name, type, true, mutability, uniqueness, caseExact, required, subAttributes);
    }

    Attribute with(Mutability other) {
        return new Attribute(name, type, multiValued, other, uniqueness, caseExact, required, subAttributes);
    }

    Attribute mandatory() {
        return new Attribute(name, type, multiValued, mutability, uniqueness, caseExact, true, subAttributes);
    }

    Attribute unique() {
        return new Attribute(name, type, multiValued, mutability, "server", caseExact, required, subAttributes);
    }

    public Optional<Attribute> sub(String anyCase) {
        return subAttributes.stream().filter(a -> a.name.equalsIgnoreCase(anyCase)).findFirst();
    }
}
