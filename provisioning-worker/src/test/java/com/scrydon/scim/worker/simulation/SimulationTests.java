package com.scrydon.scim.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real relay, planning, applying and parking on a real Postgres, with the log in memory: one seed is one history of
 * crashes, failures, zombies, redeliveries and overlapping transactions. {@code -Dscim.simulation.seeds=50000} runs long,
 * in parts with {@code -Dscim.simulation.first=5000}; {@code -Dscim.simulation.seed=17} runs one again.
 */
@Tag("slow")
@Tag("R29")
class SimulationTests {

    /** More than {@link MutantTests} needs to notice any of its breaks. */
    private static final int SEEDS = Integer.getInteger("scim.simulation.seeds", 500);
    /** The first seed, so that a long run can be done in parts. */
    private static final long FIRST = Long.getLong("scim.simulation.first", 0);
    private static final long END = FIRST + SEEDS;
    private static final int WORLDS = 2;

    @Test
    void r27_r29_whateverHappensTeamsEqualTheirDefinitionAndTopicsTellGaplessStories() throws Exception {
        var single = Long.getLong("scim.simulation.seed");
        if (single != null) {
            new Simulation(Mutation.NONE).run(single).ifPresent(v -> {
                throw new AssertionError(v.report());
            });
            return;
        }
        long start = System.nanoTime();
        var next = new AtomicLong(FIRST);
        var found = new AtomicReference<Simulation.Violation>();
        try (var worlds = Executors.newFixedThreadPool(WORLDS)) {
            List<Callable<Object>> runs = IntStream.range(0, WORLDS)
                    .<Callable<Object>>mapToObj(_ -> Executors.callable(() -> search(next, found))).toList();
            for (var run : worlds.invokeAll(runs)) {
                run.get();
            }
        }
        System.out.printf("%d histories from seed %d in %d s%n", Math.min(SEEDS, next.get() - FIRST), FIRST,
                (System.nanoTime() - start) / 1_000_000_000);
        assertThat(found.get() == null ? "" : found.get().report()).isEmpty();
    }

    @Test
    void aSeedIsOneHistory() {
        var one = new Simulation(Mutation.NONE);
        var another = new Simulation(Mutation.NONE);
        LongStream.range(0, 20).forEach(seed -> assertThat(another.records(seed)).as("seed %d", seed)
                .isNotEmpty().isEqualTo(one.records(seed)));
    }

    private static void search(AtomicLong next, AtomicReference<Simulation.Violation> found) {
        var simulation = new Simulation(Mutation.NONE);
        for (long seed = next.getAndIncrement(); seed < END && found.get() == null; seed = next.getAndIncrement()) {
            simulation.run(seed).ifPresent(v -> found.compareAndSet(null, v));
        }
    }
}
