package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.endtoend.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random directories change over HTTP, 25 at once, each in an organisation of its own, while processes of the stack are
 * killed, frozen and restarted one after the other. Afterwards Teams equal the model, topics tell each fact once, and
 * reading any suffix of the log again changes nothing. A seed makes the same changes each time; when faults strike between
 * them is the machine's affair. {@code -Dscim.real.seeds=N} plays seeds 1 to N, {@code -Dscim.real.seed=N} that one; {@code -Dscim.real.faults=all} has each part killed.
 */
@Tag("R29")
class ConvergenceEndToEnd {

    private static final int AT_ONCE = 25;
    private static final int CLIENTS = 6;
    /** Changes of one history between two faults. */
    private static final int SLICE = 5;

    private final TestStack stack = TestStack.INSTANCE;
    private final Quiescence quiescence = new Quiescence(stack);

    static Stream<List<Long>> seeds() {
        var one = Long.getLong("scim.real.seed");
        if (one != null) {
            return Stream.of(List.of(one));
        }
        long seeds = Long.getLong("scim.real.seeds", AT_ONCE);
        return LongStream.iterate(1, first -> first <= seeds, first -> first + AT_ONCE)
                .mapToObj(
                        first -> LongStream.rangeClosed(first, Math.min(first + AT_ONCE - 1, seeds)).boxed().toList());
    }

    @ParameterizedTest(name = "seeds {0}")
    @MethodSource("seeds")
    void r21_r27_r29_teamsEqualTheModelWhateverWasKilled(List<Long> seeds) throws Exception {
        long began = System.nanoTime();
        List<Tenant> tenants = new ArrayList<>();
        try {
            List<RandomHistory> histories = new ArrayList<>();
            for (long seed : seeds) {
                tenants.add(Tenant.on(stack));
                histories.add(new RandomHistory(seed, new Directory(tenants.getLast())));
            }
            var faults = play(histories, new Random(seeds.getFirst()));
            long changed = System.nanoTime();
            quiescence.await();
            long quiet = System.nanoTime();
            report(histories, faults, Duration.ofNanos(changed - began), Duration.ofNanos(quiet - changed));
            for (int i = 0; i < histories.size(); i++) {
                quiescence.teamsEqualTheModel(tenants.get(i), histories.get(i).directory(), "seed " + seeds.get(i));
                quiescence.membersAreInTheirTopic(tenants.get(i), "seed " + seeds.get(i));
            }
            quiescence.topicsTellEverythingOnce();
            rereadingChangesNothing(new Random(seeds.getFirst()));
            quiescence.auditHasEverythingOnce();
            System.out.printf("seeds %s: %d s in all%n", seeds,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
        } finally {
            tenants.forEach(Tenant::close);
        }
    }

    /** One fault in each slice of the histories; the next slice begins when everything is up again. */
    private List<Fault> play(List<RandomHistory> histories, Random random) throws Exception {
        try (var second = new SecondWorker(stack); var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var faults = new Faults(stack, second).drawn(random);
            for (var fault : faults) {
                slice(histories, clients, random.nextInt(histories.size() * SLICE), fault);
                second.awaitBoth();
            }
            return faults;
        }
    }

    private static void slice(List<RandomHistory> histories, ExecutorService clients, int changesBefore, Fault fault)
            throws Exception {
        var due = new CountDownLatch(changesBefore);
        List<Future<?>> changes = new ArrayList<>();
        histories.forEach(history -> changes.add(clients.submit(() -> IntStream.range(0, SLICE).forEach(_ -> {
            try {
                history.step();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + history.seed() + ", " + fault.name() + ", after\n  "
                        + String.join("\n  ", history.directory().told()), e);
            } finally {
                due.countDown();
            }
        }))));
        due.await();
        var recovery = fault.strike().now();
        for (var change : changes) {
            change.get();
        }
        recovery.run();
    }

    /** Offsets go back to random places while the worker is down; it recomputes, and finds everything as it is (R29). */
    private void rereadingChangesNothing(Random random) {
        var before = quiescence.effects();
        long former = stack.pid("provisioning-worker");
        TestStack.signal("TERM", former);
        long offsets = stack.workersLog().rewind(random);
        assertThat(offsets).as("offsets to read again").isPositive();
        stack.awaitAgain("provisioning-worker", former);
        quiescence.await();
        assertThat(quiescence.effects()).isEqualTo(before);
        System.out.printf("%d offsets read again%n", offsets);
    }

    private static void report(List<RandomHistory> histories, List<Fault> faults, Duration changing, Duration waiting) {
        var directories = histories.stream().map(RandomHistory::directory).toList();
        System.out.printf(
                "seeds %s: %d changes, %d answers lost, in %d s; quiet %d s later; %d memberships; faults: %s%n",
                histories.stream().map(RandomHistory::seed).toList(),
                directories.stream().mapToInt(d -> d.told().size()).sum(),
                directories.stream().mapToInt(Directory::doubts).sum(), changing.toSeconds(), waiting.toSeconds(),
                directories.stream().flatMap(d -> d.model().effectiveMembers().values().stream()).mapToInt(Set::size)
                        .sum(),
                String.join(", ", faults.stream().map(Fault::name).toList()));
    }
}
