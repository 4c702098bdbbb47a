package com.scrydon.scim.ingress.door.bodies;

import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.supervision.SupervisedThread;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Does what burns processor for long, the reading of large bodies, on platform threads, as many as there are cores, which the operating
 * system shares out with those that carry the virtual threads of requests (docs/decisions/017-work-has-a-budget.md).
 * Organisations take turns, so that one with many large bodies waits for itself.
 */
@Component
public final class Processor implements DisposableBean {

    /** Bodies of more bytes are large. */
    static final int LARGE_BYTES = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    /** A tree of as many values is large: about as much work as such a body. */
    private static final int LARGE_NODES = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Map<Object, Queue<Runnable>> waiting = new HashMap<>();
    private final Queue<Object> turns = new ArrayDeque<>();
    private boolean closed;

    Processor() {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            new SupervisedThread("processor-" + i, this::work).start();
        }
    }

    /** Does the work here if it is small, else there when it is the turn of this organisation. */
    public <T> T read(Object organisation, JsonNode body, Supplier<T> work) {
        return isLarge(body) ? there(organisation, work) : work.get();
    }

    /** The same for bytes. */
    <T> T read(Object organisation, int bytes, Supplier<T> work) {
        return bytes > LARGE_BYTES ? there(organisation, work) : work.get();
    }

    private <T> T there(Object organisation, Supplier<T> work) {
        var result = new CompletableFuture<T>();
        submit(organisation, () -> {
            try {
                result.complete(work.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
                if (e instanceof Error error) {
                    throw error;
                }
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void submit(Object organisation, Runnable task) {
        lock.lock();
        try {
            if (closed) {
                throw new RefusedRequestException(new ScimProblem.Unavailable(1));
            }
            waiting.computeIfAbsent(organisation, another -> {
                turns.add(another);
                return new ArrayDeque<>();
            }).add(task);
            more.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (var task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("what read a body failed, and its request knows", e);
            }
        }
    }

    /** The oldest task of the organisation whose turn it is, which then goes to the end of the line. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (turns.isEmpty() && !closed) {
                more.awaitUninterruptibly();
            }
            var organisation = turns.poll();
            if (organisation == null) {
                return null;
            }
            var tasks = waiting.getOrDefault(organisation, new ArrayDeque<>());
            var task = tasks.poll();
            if (tasks.isEmpty()) {
                waiting.remove(organisation);
            } else {
                turns.add(organisation);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isLarge(JsonNode body) {
        return count(body, 0) > LARGE_NODES;
    }

    private static int count(JsonNode node, int before) {
        int count = before + 1;
        for (var inner : node.values()) {
            if (count > LARGE_NODES) {
                return count;
            }
            count = count(inner, count);
        }
        return count;
    }
}
