package com.scrydon.scim.audit.search;

import java.time.Instant;

/** A filter, parsed. */
sealed interface Filter {

    /** Both hold. */
    record And(Filter left, Filter right) implements Filter {}

    /** One holds at least. */
    record Or(Filter left, Filter right) implements Filter {}

    /** It does not hold. */
    record Not(Filter inner) implements Filter {}

    /** The attribute has a value. */
    record Present(Attribute attribute) implements Filter {}

    /** A text attribute compared with a text. */
    record TextMatch(Attribute attribute, Operator operator, String value) implements Filter {}

    /** The time compared with a moment. */
    record TimeMatch(Operator operator, Instant value) implements Filter {}
}
