package com.scrydon.scim.language.filters;

import java.util.Arrays;
import java.util.Optional;

/** Comparison operators. */
public enum Operator {
    EQ, NE, CO, SW, EW, GT, GE, LT, LE;

    static Optional<Operator> named(String word) {
        return Arrays.stream(values()).filter(operator -> operator.name().equalsIgnoreCase(word)).findFirst();
    }

    /** Whether the operator looks into a text, which only texts have. */
    public boolean searchesText() {
        return this == CO || this == SW || this == EW;
    }

    /** Whether the operator needs an order, which booleans don't have. */
    public boolean needsOrder() {
        return this == GT || this == GE || this == LT || this == LE;
    }

    /** Whether an order of these signs satisfies the operator. */
    public boolean holdsFor(int sign) {
        return switch (this) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case GT -> sign > 0;
            case GE -> sign >= 0;
            case LT -> sign < 0;
            case LE -> sign <= 0;
            case CO, SW, EW -> false;
        };
    }
}
