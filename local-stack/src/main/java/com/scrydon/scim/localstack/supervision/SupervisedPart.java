package com.scrydon.scim.localstack.supervision;

import com.scrydon.scim.supervision.SupervisedThread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one part running: starts it, waits until it serves, starts it again with back-off when it dies. */
public final class SupervisedPart {

    private static final int ATTEMPTS_BEFORE_FIRST_READY = 3;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final long PROBE_MILLIS = 100;
    private static final long LOOK_MILLIS = 1_000;

    private final Part part;
    private final Children children;
    private final Path log;
    private final StatusBoard board;
    private final Runnable pidChanged;
    private final CompletableFuture<Void> readyOnce = new CompletableFuture<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile Optional<String> limitation = Optional.empty();
    private volatile long phaseStart = System.nanoTime();
    private volatile @Nullable Process process;
    private volatile @Nullable SupervisedThread watcher;

    public SupervisedPart(Part part, Children children, Path log, StatusBoard board, Runnable pidChanged) {
        this.part = part;
        this.children = children;
        this.log = log;
        this.board = board;
        this.pidChanged = pidChanged;
    }

    public String name() {
        return part.name();
    }

    /** Prepares and starts the part; returns when it serves. */
    public void start() throws IOException, InterruptedException {
        phaseStart = System.nanoTime();
        show(PartState.PREPARING, "");
        part.prepare(note -> show(PartState.PREPARING, note));
        synchronized (this) {
            if (stopping()) {
                throw new PartFailedException(part.name() + " was stopped before it started");
            }
            watcher = new SupervisedThread("watch " + part.name(), this::keepRunning).start();
        }
        try {
            readyOnce.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof PartFailedException failed ? failed : e;
        }
    }

    /** The process id, while it runs. */
    public OptionalLong pid() {
        var running = process;
        return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
    }

    /** Ends the part for good; returns when it is gone. */
    public void stop() throws InterruptedException {
        SupervisedThread watching;
        synchronized (this) {
            stopRequested.countDown();
            watching = watcher;
        }
        if (watching == null) {
            return;
        }
        phaseStart = System.nanoTime();
        var running = process;
        if (running != null && running.isAlive()) {
            show(PartState.STOPPING, "");
            part.requestStop(running);
            if (!running.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        }
        watching.close(STOP_PATIENCE);
        show(PartState.STOPPED, "");
    }

    private void keepRunning() {
        int failures = 0;
        while (!stopping()) {
            long started = System.nanoTime();
            var ended = runOnce();
            if (stopping()) {
                return;
            }
            boolean livedLong = System.nanoTime() - started > LONG_ENOUGH.toNanos();
            failures = livedLong && readyOnce.isDone() ? 1 : failures + 1;
            if (!readyOnce.isDone() && failures >= ATTEMPTS_BEFORE_FIRST_READY) {
                show(PartState.FAILED, ended);
                readyOnce.completeExceptionally(
                        new PartFailedException(part.name() + " " + ended + ": " + LogTail.of(log)));
                return;
            }
            pause(Backoff.after(failures), ended);
        }
    }

    /** One life of the process; answers how it ended. */
    private String runOnce() {
        phaseStart = System.nanoTime();
        try {
            if (readyOnce.isDone()) {
                part.prepareAgain(note -> show(PartState.PREPARING, note));
            }
            show(PartState.STARTING, "");
            var running = spawn();
            if (running == null) {
                return "was stopped";
            }
            if (awaitReady(running)) {
                showReady();
                readyOnce.complete(null);
                watch(running);
            } else if (running.isAlive()) {
                running.destroyForcibly().waitFor();
                return "did not become ready in " + part.startTimeout().toSeconds() + " s";
            }
            return "ended with " + running.waitFor();
        } catch (IOException e) {
            return "could not be started (" + e.getMessage() + ")";
        } catch (PartFailedException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "was interrupted";
        }
    }

    private synchronized @Nullable Process spawn() throws IOException {
        if (stopping()) {
            return null;
        }
        var left = process;
        if (left != null && left.isAlive()) {
            return left; // this watcher began anew; its process goes on
        }
        var running = children.start(part.launch(), log);
        process = running;
        pidChanged.run();
        return running;
    }

    private boolean awaitReady(Process running) throws InterruptedException {
        long deadline = System.nanoTime() + part.startTimeout().toNanos();
        while (System.nanoTime() < deadline && !stopping()) {
            if (running.waitFor(PROBE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (part.ready()) {
                return true;
            }
        }
        return false;
    }

    /** Ready, or what is wrong with it all the same. */
    private void showReady() {
        limitation = part.limitation();
        limitation.ifPresentOrElse(what -> show(PartState.LIMITED, what), () -> show(PartState.READY, part.address()));
    }

    /** What it cannot do, if anything, while it serves. */
    public Optional<String> limitation() {
        return limitation;
    }

    /** Until it ends: tells when it is limited, and when it is no more. */
    private void watch(Process running) throws InterruptedException {
        while (!running.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            var before = limitation;
            if (!part.limitation().equals(before) && !stopping()) {
                showReady();
            }
        }
        limitation = Optional.empty();
    }

    private void pause(Duration wait, String cause) {
        show(PartState.RESTARTING, cause + ", next start in " + wait.toMillis() + " ms");
        try {
            boolean _ = stopRequested.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopping() {
        return stopRequested.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private void show(PartState state, String note) {
        board.show(new Status(part.name(), state, Duration.ofNanos(System.nanoTime() - phaseStart), note));
    }
}
