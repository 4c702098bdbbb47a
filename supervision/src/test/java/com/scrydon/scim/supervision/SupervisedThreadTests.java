package com.scrydon.scim.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing that a thread throws or is thrown at ends it. */
class SupervisedThreadTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    private static boolean isKnown(String name) {
        return SupervisedThread.started().stream().anyMatch(thread -> thread.name().equals(name));
    }

    /** Fails so often, then works until it is to end. */
    private SupervisedThread.Work failing(Throwable failure, int times) {
        return () -> {
            if (begun.incrementAndGet() <= times) {
                SupervisedThreadTests.<RuntimeException>sneak(failure);
            }
            never.await();
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // whatever it is
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void whateverIsThrownTheWorkBeginsAnewAndHealthSaysWhy() {
        try (var thread = new SupervisedThread("errs", failing(new OutOfMemoryError("by the test"), 3)).start()) {
            Eventually.within(DEADLINE, () -> assertThat(begun).hasValue(4));
            assertThat(thread.isGone()).isFalse();
            assertThat(thread.failure()).hasValueSatisfying(failure -> assertThat(failure)
                    .isEqualTo(new SupervisedThread.Failure(3, "java.lang.OutOfMemoryError: by the test")));
            assertThat(new ThreadsHealth().health().getDetails().get("beginningAnew")).asString()
                    .contains("errs=3 times in a row: java.lang.OutOfMemoryError: by the test");
        }
    }

    @Test
    void anInterruptThatIsNoRequestToEndEndsNothing() {
        try (var thread = new SupervisedThread("interrupted", failing(new InterruptedException(), 1)).start()) {
            Eventually.within(DEADLINE, () -> assertThat(begun).hasValue(2));
            assertThat(thread.isGone()).isFalse();
        }
    }

    @Test
    void aThreadThatIsAskedToEndEndsWithoutATrace() {
        var thread = new SupervisedThread("asked", failing(new IllegalStateException(), 0)).start();
        Eventually.within(DEADLINE, () -> assertThat(begun).hasValue(1));
        assertThat(isKnown("asked")).isTrue();

        thread.close();

        Eventually.within(DEADLINE, () -> assertThat(thread.isAlive()).isFalse());
        assertThat(isKnown("asked")).isFalse();
        assertThat(thread.failure()).isEmpty();
        assertThat(thread.isGone()).isFalse();
    }

    @Test
    void aThreadThatReturnsIsOver() {
        var thread = new SupervisedThread("returns", () -> begun.incrementAndGet()).start();

        Eventually.within(DEADLINE, () -> assertThat(thread.isAlive()).isFalse());
        assertThat(begun).hasValue(1);
        assertThat(isKnown("returns")).isFalse();
    }

    @Test
    void whatIsRepeatedIsRepeatedAfterAnErrorToo() {
        try (var _ = SupervisedThread.repeating("repeats", Duration.ZERO, Duration.ofMillis(1), () -> {
            if (begun.incrementAndGet() == 2) {
                throw new AssertionError("by the test");
            }
        }).start()) {
            Eventually.within(DEADLINE, () -> assertThat(begun).hasValueGreaterThan(5));
        }
    }
}
