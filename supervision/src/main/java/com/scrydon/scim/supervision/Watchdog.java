package com.scrydon.scim.supervision;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Ends a process that is of no use any more, so that who started it starts it again: one that answers nothing at its own
 * port, or whose threads are gone or stuck. One that only waits for Postgres or Kafka answers, and lives.
 */
final class Watchdog {

    static final int TICK_MILLIS = 1_000;
    /** Ticks between an answer and the next question. */
    private static final int REST_TICKS = 5;

    private final Door door;
    private final BooleanSupplier full;
    private final Duration patience;
    private final Duration patienceWhenFull;
    private final End end;
    private int silent;
    private int silentWithRoom;

    /** How a process is given up. */
    @FunctionalInterface
    interface End {

        void because(String reason);
    }

    /** @param full whether all connections or request threads of the service are taken */
    Watchdog(Door door, BooleanSupplier full, WatchdogProperties properties, End end) {
        this.door = door;
        this.full = full;
        this.patience = properties.patience();
        this.patienceWhenFull = properties.patienceWhenFull();
        this.end = end;
    }

    /** Until it is interrupted. */
    void watch() {
        try (door) {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                for (int i = 0; i < REST_TICKS && silent == 0 && !Thread.currentThread().isInterrupted(); i++) {
                    lookAtThreads();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
                }
            }
        }
    }

    private void look() {
        if (door.answers()) {
            silent = 0;
            silentWithRoom = 0;
            return;
        }
        silent++;
        silentWithRoom = full.getAsBoolean() ? 0 : silentWithRoom + 1;
        if (reached(silentWithRoom, patience) || reached(silent, patienceWhenFull)) {
            end.because("nothing was answered at its own port for " + silent + " s");
        }
        lookAtThreads();
    }

    private static boolean reached(int ticks, Duration limit) {
        return ticks * (long) TICK_MILLIS >= limit.toMillis();
    }

    private void lookAtThreads() {
        for (var thread : SupervisedThread.started()) {
            fault(thread).ifPresent(end::because);
        }
    }

    private Optional<String> fault(SupervisedThread thread) {
        if (thread.isGone()) {
            return Optional.of("thread " + thread.name() + " is gone");
        }
        return reached(thread.lookForBeat(), patience)
                ? Optional.of("thread " + thread.name() + " is stuck")
                : Optional.empty();
    }
}
