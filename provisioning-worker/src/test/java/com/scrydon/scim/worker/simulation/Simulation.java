package com.scrydon.scim.worker.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.SchemaLookup;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.slf4j.LoggerFactory;

/** Runs histories on one database, one after the other. */
final class Simulation {

    private static final int VACUUM_EVERY = 50;

    private final Databases databases;
    private final Mutation mutation;
    private final FactCodec codec = new FactCodec(new OneSchemaPerTopic());
    private int histories;

    Simulation(Mutation mutation) {
        this.databases = new Databases(TestPostgres.database(), mutation);
        this.mutation = mutation;
        ((Logger) LoggerFactory.getLogger("com.scrydon.scim")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(Level.OFF);
    }

    /** A history that broke an invariant. */
    record Violation(long seed, List<Step> steps, Throwable failure, List<String> trace) {

        String report() {
            return """
                    seed %d breaks an invariant: %s
                    Again: -Dscim.simulation.seed=%d
                    Steps (%d, shrunk):
                      %s
                    What happened:
                      %s
                    """.formatted(seed, failure.getMessage(), seed, steps.size(),
                    steps.stream().map(Step::toString).collect(Collectors.joining("\n  ")),
                    String.join("\n  ", trace));
        }
    }

    /** Runs the history of a seed; if it breaks an invariant, a smaller one that does. */
    Optional<Violation> run(long seed) {
        return run(seed, Histories.of(seed)).map(found -> {
            var smallest = Histories.shrink(found.steps(), steps -> run(seed, steps).isPresent());
            return run(seed, smallest).orElse(found);
        });
    }

    /** Whether the history of a seed breaks an invariant. */
    boolean breaks(long seed) {
        return run(seed, Histories.of(seed)).isPresent();
    }

    /** Which records the history of a seed leaves in the log, each as its place and key: the same at every run. */
    List<String> records(long seed) {
        List<String> records = new ArrayList<>();
        var _ = run(seed, Histories.of(seed), world -> {
            Histories.of(seed).forEach(world::take);
            world.endTroubles();
            world.comeToRest();
            for (var topic : Topic.values()) {
                InMemoryLog.partitionsOf(topic.topicName()).stream()
                        .flatMap(p -> world.log().read(p, 0, Integer.MAX_VALUE).stream())
                        .forEach(r -> records.add(topic + "-" + r.partition() + " " + r.offset() + " " + r.key()));
            }
        }, Optional.of(new Random(~seed)));
        return records;
    }

    /** Plays a directed history and judges it as any other. */
    Optional<Violation> play(DirectedHistories.Script script) {
        return run(0, List.of(), script, Optional.empty());
    }

    private Optional<Violation> run(long seed, List<Step> steps) {
        return run(seed, steps, world -> steps.forEach(world::take), Optional.of(new Random(~seed)));
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // whatever a history throws is its violation
    private Optional<Violation> run(long seed, List<Step> steps, DirectedHistories.Script script,
            Optional<RandomGenerator> beginning) {
        if (++histories % VACUUM_EVERY == 0) {
            databases.vacuum();
        }
        var world = new World(databases, codec, mutation, beginning);
        try {
            script.play(world);
            world.endTroubles();
            world.comeToRest();
            new Invariants(world, codec).check(new Random(seed));
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Violation(seed, steps, e, List.copyOf(world.trace())));
        } finally {
            world.end();
        }
    }

    /** Schema ids as the deploy step would pin them. */
    private static final class OneSchemaPerTopic implements SchemaLookup {

        private static final List<Topic> TOPICS = List.of(Topic.values());

        @Override
        public int idFor(Topic topic) {
            return TOPICS.indexOf(topic);
        }

        @Override
        public Schema byId(int id) {
            return TOPICS.get(id).schema();
        }
    }
}
