package com.scrydon.scim.audit.search;

/** A piece of a filter's text; positions count from 1. */
sealed interface Token {

    int position();

    /** An attribute, an operator, and, or, not, or a bare literal. */
    record Word(String text, int position) implements Token {}

    /** A text in double quotes, without them and unescaped. */
    record Quoted(String text, int position) implements Token {}

    /** ( */
    record Open(int position) implements Token {}

    /** ) */
    record Close(int position) implements Token {}

    /** The end of the filter. */
    record End(int position) implements Token {}

    /** How the token is called in a message. */
    default String describe() {
        return switch (this) {
            case Word(var text, _) -> "'" + text + "'";
            case Quoted(var text, _) -> "\"" + text + "\"";
            case Open _ -> "'('";
            case Close _ -> "')'";
            case End _ -> "the end";
        };
    }
}
