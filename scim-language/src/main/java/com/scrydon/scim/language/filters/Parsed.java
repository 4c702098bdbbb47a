package com.scrydon.scim.language.filters;

/** What came of reading a text. */
public sealed interface Parsed<T> {

    /** It is well-formed. */
    record Understood<T>(T value) implements Parsed<T> {}

    /**
     * It is not.
     *
     * @param what is wrong
     * @param position of the first character that does not fit, counted from 1
     */
    record Malformed<T>(String what, int position) implements Parsed<T> {}
}
