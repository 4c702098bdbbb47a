package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.paths.AttributePath;

/** A parsed filter (RFC 7644 §3.4.2.2), bounded in depth and size by {@link FilterReader}. */
public sealed interface Filter {

    /** Both hold. */
    record And(Filter left, Filter right) implements Filter {}

    /** One of them holds. */
    record Or(Filter left, Filter right) implements Filter {}

    /** It does not hold; an attribute without a value makes a comparison false, never unknown. */
    record Not(Filter filter) implements Filter {}

    /** {@code userName eq "ana"}. */
    record Comparison(AttributePath path, Operator operator, Literal literal) implements Filter {}

    /** {@code title pr}. */
    record Present(AttributePath path) implements Filter {}

    /** {@code emails[type eq "work" and value co "@x"]}: all of it holds for one and the same element. */
    record OneElement(AttributePath path, Filter condition) implements Filter {}
}
