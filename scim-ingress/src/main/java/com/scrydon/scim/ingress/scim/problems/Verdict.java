package com.scrydon.scim.ingress.scim.problems;

import java.util.function.Function;

/**
 * What came of reading something from outside: a value, or why it is refused.
 *
 * @param <T> of the value
 */
public sealed interface Verdict<T> {

    /** It is fine. */
    record Accepted<T>(T value) implements Verdict<T> {}

    /** It is not. */
    record Refused<T>(ScimProblem problem) implements Verdict<T> {}

    static <T> Verdict<T> of(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> refuse(ScimProblem problem) {
        return new Refused<>(problem);
    }

    /** Goes on with the value, if there is one. */
    default <U> Verdict<U> then(Function<? super T, Verdict<U>> next) {
        return switch (this) {
            case Accepted<T>(var value) -> next.apply(value);
            case Refused<T>(var problem) -> new Refused<>(problem);
        };
    }

    default <U> Verdict<U> map(Function<? super T, ? extends U> next) {
        return then(value -> of(next.apply(value)));
    }

    /** Ends the reading: either way becomes the same kind of thing. */
    default <R> R fold(Function<? super T, ? extends R> accepted, Function<ScimProblem, ? extends R> refused) {
        return switch (this) {
            case Accepted<T>(var value) -> accepted.apply(value);
            case Refused<T>(var problem) -> refused.apply(problem);
        };
    }
}
