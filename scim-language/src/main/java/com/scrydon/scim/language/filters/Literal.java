package com.scrydon.scim.language.filters;

import java.math.BigDecimal;

/** What an attribute is compared with. */
public sealed interface Literal {

    record Text(String value) implements Literal {}

    record Flag(boolean value) implements Literal {}

    record Numeric(BigDecimal value) implements Literal {}

    /** {@code null}: equal to having no value. */
    record Nothing() implements Literal {}

    /** As it compares with a text. */
    default String asText() {
        return switch (this) {
            case Text(var value) -> value;
            case Flag(var value) -> Boolean.toString(value);
            case Numeric(var value) -> value.toPlainString();
            case Nothing() -> "";
        };
    }
}
