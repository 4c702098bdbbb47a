package com.scrydon.scim.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a condition instead of sleeping. */
public final class Eventually {

    private static final int POLL_MILLIS = 20;

    private Eventually() {}

    /** A check that may throw. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /** Runs the check until it passes; after the deadline its last failure is the test's. */
    public static void within(Duration deadline, Check check) {
        long until = System.nanoTime() + deadline.toNanos();
        while (true) {
            var failure = attempt(check);
            if (failure == null) {
                return;
            }
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("not within " + deadline + ": " + failure.getMessage(), failure);
            }
            rest();
        }
    }

    private static @Nullable Throwable attempt(Check check) {
        try {
            check.run();
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        }
    }

    private static void rest() {
        try {
            var _ = new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
