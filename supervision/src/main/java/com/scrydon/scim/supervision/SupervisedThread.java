package com.scrydon.scim.supervision;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that nothing ends but its own return or a request to end: whatever is thrown is logged, and its work begins anew
 * after a pause (0.25 s, doubled with each failure in a row, at most 10 s). No other code of ours starts a thread; those of
 * one process are known together, for it is the process that is restarted when one is gone ({@link Watchdog}).
 */
public final class SupervisedThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 10;
    /** Who worked so long has overcome what made it fail. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final Set<SupervisedThread> STARTED = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Work work;
    private final Thread thread;
    private final CountDownLatch endRequested;
    /** Looks and not time: who was frozen has looked as seldom as it has beaten. Negative: it has no beat. */
    private final AtomicInteger looksSinceBeat = new AtomicInteger(-1);
    private volatile Optional<Failure> failure = Optional.empty();
    private volatile long beganNanos = System.nanoTime();

    /** What a thread does. Returning ends the thread; waiting ends by an interrupt when it is asked to end. */
    @FunctionalInterface
    public interface Work {

        void run() throws Exception;
    }

    /**
     * Why the work began anew.
     *
     * @param inARow how often, without 30 s of work between
     */
    record Failure(int inARow, String reason) {}

    /** A thread that does not keep the JVM alive. */
    public SupervisedThread(String name, Work work) {
        this(name, work, new CountDownLatch(1));
    }

    private SupervisedThread(String name, Work work, CountDownLatch endRequested) {
        this.name = name;
        this.work = work;
        this.endRequested = endRequested;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::keepWorking);
    }

    /** One that does something again and again, with a pause between; a failure delays the next time only. */
    static SupervisedThread repeating(String name, Duration first, Duration pause, Work work) {
        var endRequested = new CountDownLatch(1);
        return new SupervisedThread(name, new Repetition(first, pause, work, endRequested), endRequested);
    }

    /** Starts it; once. */
    public SupervisedThread start() {
        // First: it may be over before this method is.
        STARTED.add(this);
        try {
            thread.start();
        } catch (Throwable e) {
            STARTED.remove(this);
            throw e;
        }
        return this;
    }

    /** All of this process that were started and neither returned nor were asked to end, by name. */
    static List<SupervisedThread> started() {
        return STARTED.stream().sorted(Comparator.comparing(SupervisedThread::name)).toList();
    }

    public String name() {
        return name;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether it is gone without having returned. */
    boolean isGone() {
        return thread.getState() == Thread.State.TERMINATED && STARTED.contains(this);
    }

    /** Says that the work goes on. Only for work that waits for nobody: from the first time on it must, within {@code scim.watchdog.patience}. */
    public void beat() {
        looksSinceBeat.set(0);
    }

    /** Looks once; answers how many looks in a row saw no beat, 0 for work that has none. */
    int lookForBeat() {
        return looksSinceBeat.updateAndGet(looks -> looks < 0 ? looks : looks + 1);
    }

    /** What made it begin anew, until it has worked for 30 s since. */
    Optional<Failure> failure() {
        return worked(LONG_ENOUGH) ? Optional.empty() : failure;
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    /** For work that looks at it between steps. */
    public boolean isEnding() {
        return endRequested.getCount() == 0;
    }

    private void keepWorking() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = !worksOnce();
            } catch (Throwable e) {
                // Not even telling of it worked: no memory, for one. The next time may.
                goesOn = !isEnding();
            }
        }
        STARTED.remove(this);
    }

    /** True when it is over. */
    private boolean worksOnce() {
        beganNanos = System.nanoTime();
        try {
            work.run();
            return true;
        } catch (Throwable e) {
            if (isEnding()) {
                return true;
            }
            note(e);
            return pause();
        }
    }

    private void note(Throwable e) {
        int before = worked(LONG_ENOUGH) ? 0 : failure.map(Failure::inARow).orElse(0);
        failure = Optional.of(new Failure(before + 1, e.toString()));
        LOG.error("{} failed {} times in a row and begins anew", name, before + 1, e);
    }

    private boolean worked(Duration time) {
        return System.nanoTime() - beganNanos > time.toNanos();
    }

    /** True if it is to end meanwhile. */
    private boolean pause() {
        int inARow = failure.map(Failure::inARow).orElse(1);
        var grown = FIRST_PAUSE.multipliedBy(1L << Math.min(inARow - 1, MOST_DOUBLINGS));
        var pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        try {
            return endRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            // By whom does not matter: only a request to end ends it.
            return isEnding();
        }
    }

    /** Asks it to end and interrupts it, without waiting. */
    @Override
    public void close() {
        requestEnd();
        thread.interrupt();
    }

    /** Asks it to end, and waits so long for it before it interrupts it. */
    public void close(Duration patience) {
        requestEnd();
        try {
            if (thread.isAlive() && !thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void requestEnd() {
        endRequested.countDown();
        STARTED.remove(this);
    }
}
