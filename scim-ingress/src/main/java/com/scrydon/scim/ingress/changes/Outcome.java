package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.function.Function;

/**
 * What came of a change of one resource, whatever its type. Why nothing came of it (no such resource, another version, a value that is taken,
 * no room) is said by the {@link ScimProblem}, which is as closed a list as this one.
 *
 * @param <R> the resource as it is after the change
 */
public sealed interface Outcome<R> extends ChangeOutcome {

    /** A new resource, or an account that a POST linked or revived (R6, R7, R9). */
    record Created<R>(R resource) implements Outcome<R> {}

    record Updated<R>(R resource) implements Outcome<R> {}

    /** The resource is as it was, and keeps its version (R12); ids that name nobody may have been noted (R20). */
    record Unchanged<R>(R resource) implements Outcome<R> {}

    /** The resource is gone. */
    record Removed<R>() implements Outcome<R> {}

    /** Nothing was written. */
    record Refused<R>(ScimProblem problem) implements Outcome<R> {}

    static <R> Outcome<R> refused(ScimProblem problem) {
        return new Refused<>(problem);
    }

    /** What came of a change that may have been refused before it was begun. */
    static <R> Outcome<R> of(Verdict<Outcome<R>> verdict) {
        return verdict.fold(outcome -> outcome, Outcome::refused);
    }

    /** The same, about something else that is known of the resource. */
    default <S> Outcome<S> map(Function<? super R, ? extends S> other) {
        return switch (this) {
            case Created<R>(var resource) -> new Created<>(other.apply(resource));
            case Updated<R>(var resource) -> new Updated<>(other.apply(resource));
            case Unchanged<R>(var resource) -> new Unchanged<>(other.apply(resource));
            case Removed<R>() -> new Removed<>();
            case Refused<R>(var problem) -> new Refused<>(problem);
        };
    }

    @Override
    default boolean isRefused() {
        return this instanceof Refused<?>;
    }
}
