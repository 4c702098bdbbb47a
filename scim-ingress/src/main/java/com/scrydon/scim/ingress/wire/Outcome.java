package com.scrydon.scim.ingress.wire;

import java.util.function.Function;

/** What became of a request: done, or refused for an expected reason. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused and nothing was written. */
    record Refused<T>(ScimProblem problem) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(ScimProblem problem) {
        return new Refused<>(problem);
    }

    /** Goes on with the value, or passes the refusal on. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(ScimProblem problem) -> new Refused<>(problem);
        };
    }

    default <R> Outcome<R> map(Function<T, R> mapping) {
        return then(value -> new Done<>(mapping.apply(value)));
    }
}
