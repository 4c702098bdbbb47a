package com.scrydon.scim.testkit;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something the tests of one JVM share, made at its first use. Not a static initialiser, whose failures hide their cause
 * from the build's summary.
 */
final class Once<T> {

    private final Supplier<T> start;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T started;
    private @Nullable Throwable failure;

    Once(Supplier<T> start) {
        this.start = start;
    }

    /** Starts it, or answers what was started; a failure is told again to all who come later. */
    T get() {
        lock.lock();
        try {
            if (started == null && failure == null) {
                attempt();
            }
            if (failure != null) {
                throw new IllegalStateException(failure.getMessage(), failure);
            }
            return Objects.requireNonNull(started);
        } finally {
            lock.unlock();
        }
    }

    private void attempt() {
        try {
            started = start.get();
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }
}
