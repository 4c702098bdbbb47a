package com.scrydon.scim.ingress.door.pulse;

import java.time.Duration;

/**
 * For how long nobody answered, counted in looks and not by the clock: a process that was itself frozen for a minute has looked
 * once, and must not take its own absence for Postgres'.
 */
final class Silence {

    private final long most;
    private long looks;

    /**
     * Counts from now.
     *
     * @param longest what is still no silence
     * @param between two looks
     */
    Silence(Duration longest, Duration between) {
        this.most = Math.ceilDiv(longest.toNanos(), between.toNanos());
    }

    synchronized void answered() {
        looks = 0;
        notifyAll();
    }

    /** Waits while it is too long. */
    synchronized void awaitAnswer() throws InterruptedException {
        while (isTooLong()) {
            wait();
        }
    }

    /** Looks once; true the one time that it became too long. */
    synchronized boolean look() {
        looks = Math.min(looks + 1, most + 1);
        return looks == most;
    }

    synchronized boolean isTooLong() {
        return looks >= most;
    }
}
