package com.scrydon.scim.audit.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an attribute is compared with a value (RFC 7644, 3.4.2.2). */
enum Operator {
    EQ, NE, SW, CO, EW, GT, GE, LT, LE;

    static Optional<Operator> named(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equalsIgnoreCase(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
