package com.scrydon.scim.ingress.filters;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A parsed SCIM filter (RFC 7644 §3.4.2.2). */
public sealed interface Filter {

    /** Comparison operators. */
    enum Operator {
        EQ, NE, CO, SW, EW, GT, GE, LT, LE
    }

    /** An attribute path such as {@code name.familyName} or {@code urn:…:User:userName}, as the client spelt it. */
    record Path(List<String> names) {

        public Path {
            names = List.copyOf(names);
        }

        String text() {
            return String.join(".", names);
        }
    }

    /** {@code path op value}. */
    record Comparison(Path path, Operator operator, JsonNode value) implements Filter {}

    /** {@code path pr}. */
    record Present(Path path) implements Filter {}

    /** {@code path[filter]}, with {@code .sub op value} behind it where a client (Entra) sends that. */
    record Elements(Path path, Filter filter) implements Filter {}

    /** Both. */
    record And(Filter left, Filter right) implements Filter {}

    /** Either. */
    record Or(Filter left, Filter right) implements Filter {}

    /** Not. */
    record Not(Filter filter) implements Filter {}
}
