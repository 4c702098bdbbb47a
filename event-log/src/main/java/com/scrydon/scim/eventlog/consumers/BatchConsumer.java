package com.scrydon.scim.eventlog.consumers;

import com.scrydon.scim.eventlog.gate.GateLifecycle;
import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;
import com.scrydon.scim.supervision.SupervisedThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.SmartLifecycle;

/**
 * Reads topics in ordered batches. Offsets are committed after the handler returns, or kept by the handler's own store.
 * A batch that fails is read again from its first record, for ever, with a growing pause in which the consumer keeps
 * polling, so that it stays in its group. A container of spring-kafka polls; whenever one ends, another takes its place
 * (docs/decisions/003-consumer-loop.md). As a bean it starts once it is known whether this process may write: what it finds in
 * Postgres decides what it need not read again.
 */
public final class BatchConsumer implements SmartLifecycle, ApplicationContextAware, AutoCloseable {

    private final String name;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final BatchHandler handler;
    private final Optional<PositionSource> positions;
    private final ContainerPolling polling;
    private final Attempts attempts;
    private final SupervisedThread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean started;
    private volatile boolean stopped;

    /** What a consumer is doing, for health and status. */
    public sealed interface State extends PartState {

        /** Joining its group. */
        record Starting() implements State {}

        /** Reading. */
        record Running() implements State {}

        /** The same batch failed so many times in a row; it is tried again. */
        record Retrying(int failures, String reason, Concern concern) implements State {}

        /** An {@code Error} ended the reading: a fault of the program or its memory. It begins anew, after a pause. */
        record Broken(int failures, String reason) implements State {}

        /** Records were lost from under the consumer; an operator must decide. */
        record Stopped(String reason) implements State {}

        @Override
        default String word() {
            return switch (this) {
                case Starting() -> "starting";
                case Running() -> "running";
                case Retrying _ -> "retrying";
                case Broken _ -> "broken";
                case Stopped _ -> "stopped";
            };
        }

        @Override
        default String details() {
            return switch (this) {
                case Starting(),Running() -> "";
                case Retrying(int failures, var reason, _) -> failures + " failures in a row, " + reason;
                case Broken(int failures, var reason) -> failures + " failures in a row, " + reason;
                case Stopped(var reason) -> reason;
            };
        }

        @Override
        default Concern concern() {
            return switch (this) {
                case Starting(),Running() -> Concern.NONE;
                case Retrying(_, _, var concern) -> concern;
                case Broken _ -> Concern.HEALS_ITSELF;
                case Stopped _ -> Concern.NEEDS_YOU;
            };
        }

        /** Whether it reads nothing, for good or until it has begun anew: health is down then. Failing and trying again is up. */
        default boolean isDown() {
            return switch (this) {
                case Starting(),Running(),Retrying _ -> false;
                case Broken _,Stopped _ -> true;
            };
        }
    }

    /**
     * @param name of the thread, the logs and the metrics
     * @param consumers makes a consumer with a group, read-committed, without automatic commits
     * @param positions where to read on; empty to follow the group's committed offsets
     */
    public BatchConsumer(String name, List<String> topics, Supplier<Consumer<String, byte[]>> consumers,
            BatchHandler handler, Optional<PositionSource> positions) {
        this(name, topics, consumers, handler, positions, Pauses.USUAL);
    }

    BatchConsumer(String name, List<String> topics, Supplier<Consumer<String, byte[]>> consumers, BatchHandler handler,
            Optional<PositionSource> positions, Pauses pauses) {
        this.name = name;
        this.consumers = consumers;
        this.handler = handler;
        this.positions = positions;
        this.polling = new ContainerPolling(name, List.copyOf(topics));
        this.attempts = new Attempts(name, pauses);
        this.thread = new SupervisedThread(name, this::run);
    }

    @Override
    public void setApplicationContext(ApplicationContext application) {
        polling.within(application);
    }

    @Override
    public void start() {
        started = true;
        var _ = thread.start();
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public boolean isRunning() {
        return started && !stopped;
    }

    @Override
    public int getPhase() {
        return GateLifecycle.NEXT_PHASE;
    }

    public String name() {
        return name;
    }

    public State state() {
        return attempts.state();
    }

    private void run() throws InterruptedException {
        while (!stopped) {
            try (var consumer = consumers.get()) {
                polling.poll(new Reading(name, consumer, handler, positions, attempts, System::nanoTime));
            } catch (InvalidOffsetException e) {
                attempts.stopped(e);
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
                    attempts.failed(e);
                    pause();
                }
            } catch (Error e) {
                // The thread must not end while the state says Running. What was in hand comes again.
                attempts.broke(e);
                pause();
            }
        }
    }

    private void pause() throws InterruptedException {
        var _ = stopping.await(attempts.pause().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops after the batch in hand, whose offsets are still committed. */
    @Override
    public void close() {
        stopped = true;
        stopping.countDown();
        polling.stop();
        thread.close(Duration.ofSeconds(15));
    }
}
