package com.scrydon.scim.ingress.scim.listing;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What may be too much for memory, a part at a time; after the last comes an empty one.
 *
 * @param <T> of the elements
 */
@FunctionalInterface
public interface Parts<T> {

    List<T> next();

    /** All of it at once. */
    static <T> Parts<T> of(List<T> all) {
        var given = new AtomicBoolean();
        return () -> given.getAndSet(true) ? List.of() : all;
    }

    /** Each element as something else. */
    default <U> Parts<U> map(Function<T, U> as) {
        return () -> next().stream().map(as).toList();
    }

    /** The same with a part before it, which is known already. */
    default Parts<T> after(List<T> first) {
        var head = of(first);
        return () -> {
            var part = head.next();
            return part.isEmpty() ? next() : part;
        };
    }

    /**
     * Parts of several things, one thing after the other.
     *
     * @param <T> of the elements
     */
    @FunctionalInterface
    interface OfEach<T> {

        /** Those of the next thing. */
        Parts<T> ofNext();
    }
}
