package com.scrydon.scim.supervision;

import com.scrydon.scim.supervision.SupervisedThread.Work;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rests, does something, rests … until it is to end; what it does is not interrupted for that, a rest is. */
final class Repetition implements Work {

    private final Duration pause;
    private final Work work;
    private final CountDownLatch endRequested;
    private Duration next;

    Repetition(Duration first, Duration pause, Work work, CountDownLatch endRequested) {
        this.next = first;
        this.pause = pause;
        this.work = work;
        this.endRequested = endRequested;
    }

    @Override
    public void run() throws Exception {
        while (!endRequested.await(next.toNanos(), TimeUnit.NANOSECONDS)) {
            next = pause;
            work.run();
        }
    }
}
