package com.scrydon.scim.ingress.door.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessorTests {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int LARGE = Processor.LARGE_BYTES + 1;

    private final Processor processor = new Processor();

    @AfterEach
    void close() {
        processor.destroy();
    }

    /** Two of them on virtual threads, which are never preempted, and nobody else ran. */
    @Test
    void c2_whatBurnsProcessorLeavesTheCarriersOfVirtualThreadsFree() throws InterruptedException {
        var stop = new AtomicBoolean();
        var burning = new CountDownLatch(CORES);
        var requests = new ArrayList<Thread>();
        for (int i = 0; i < 4 * CORES; i++) {
            requests.add(Thread.startVirtualThread(() -> processor.read("a", LARGE, () -> {
                burning.countDown();
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
                return true;
            })));
        }
        try {
            assertThat(burning.await(10, TimeUnit.SECONDS)).isTrue();
            var other = new CountDownLatch(1);
            Thread.startVirtualThread(() -> {
                assertThat(processor.read("b", 10, () -> Thread.currentThread().isVirtual())).isTrue();
                other.countDown();
            });
            assertThat(other.await(10, TimeUnit.SECONDS)).as("another request went on").isTrue();
        } finally {
            stop.set(true);
        }
        for (var request : requests) {
            request.join();
        }
    }

    @Test
    void c2_organisationsTakeTurns() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var order = new CopyOnWriteArrayList<String>();
        var busy = new CountDownLatch(CORES);
        var requests = new ArrayList<Thread>();
        for (int i = 0; i < CORES + 20; i++) {
            requests.add(start("many", order, gate, busy));
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        // All the others of the first are in the line before the one of the second.
        awaitWaiting(requests);
        var one = start("one", order, gate, busy);
        awaitWaiting(List.of(one));
        gate.countDown();
        one.join();
        for (var request : requests) {
            request.join();
        }
        assertThat(order).hasSize(CORES + 21);
        assertThat(order.indexOf("one")).isLessThanOrEqualTo(2 * CORES + 1);
    }

    private Thread start(String organisation, List<String> order, CountDownLatch gate, CountDownLatch busy) {
        return Thread.startVirtualThread(() -> processor.read(organisation, LARGE, () -> {
            busy.countDown();
            awaited(gate);
            return order.add(organisation);
        }));
    }

    private static void awaited(CountDownLatch gate) {
        try {
            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitWaiting(List<Thread> requests) {
        for (var request : requests) {
            while (request.getState() != Thread.State.WAITING) {
                assertThat(request.isAlive()).isTrue();
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatIsThrownThereIsThrownHereAndTheThreadsGoOn() {
        for (int i = 0; i < 2 * CORES; i++) {
            assertThatThrownBy(() -> processor.read("a", LARGE, () -> {
                throw new RefusedRequestException(new ScimProblem.Unauthorized());
            })).isInstanceOf(RefusedRequestException.class);
        }
        assertThat(processor.<String>read("a", LARGE, () -> "still there")).isEqualTo("still there");
    }
}
