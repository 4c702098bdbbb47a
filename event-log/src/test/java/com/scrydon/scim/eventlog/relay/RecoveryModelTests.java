package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories of one relay: facts are written, published, moved, moves are lost, standbys promoted, older copies come back. What the
 * comparison allows must leave each published fact in the log once, and what has lost nothing must be allowed.
 */
@Tag("R27")
class RecoveryModelTests {

    private static final int HISTORIES = 20_000;
    private static final int STEPS = 40;

    /** A database with what it knows, or a copy of it. */
    private record Database(int timeline, long batch, List<UUID> outbox, Set<UUID> published) {

        Database copy(int on) {
            return new Database(on, batch, new ArrayList<>(outbox), new HashSet<>(published));
        }

        Database moved(List<UUID> facts) {
            var left = new ArrayList<>(outbox);
            left.removeAll(facts);
            var all = new HashSet<>(published);
            all.addAll(facts);
            return new Database(timeline, batch + 1, left, all);
        }

        DatabaseIdentity identity() {
            return new DatabaseIdentity("7", timeline);
        }
    }

    private final List<List<UUID>> log = new ArrayList<>();
    private final List<Database> copies = new ArrayList<>();
    private Optional<Marker> marker = Optional.empty();
    private Database database = new Database(1, 0, new ArrayList<>(), new HashSet<>());
    private int lastTimeline = 1;

    @Test
    void r27_whatIsAllowedRepeatsAndLosesNothingAndWhatLostNothingIsAllowed() {
        var outcomes = new LinkedHashMap<String, Integer>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            var model = new RecoveryModelTests();
            model.live(new Random(seed), outcomes);
        }
        System.out.println("comparisons: " + outcomes);
        assertThat(outcomes).containsKeys("InStep", "MoveLost", "Diverged");
    }

    private void live(Random random, Map<String, Integer> outcomes) {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> database.outbox.add(new UUID(random.nextLong(), random.nextLong()));
                case 3, 4 -> publish(true);
                case 5 -> publish(false);
                case 6 -> copies.add(database.copy(database.timeline));
                case 7 -> {
                    lastTimeline++;
                    database = database.copy(lastTimeline);
                }
                default -> comeBackOlder(random);
            }
            if (!compare(outcomes)) {
                return;
            }
        }
    }

    private void publish(boolean andMove) {
        if (database.outbox.isEmpty()) {
            return;
        }
        var facts = List.copyOf(database.outbox);
        log.add(facts);
        marker = Optional.of(new Marker(database.batch + 1, positions(facts), database.identity()));
        if (andMove) {
            database = database.moved(facts);
        }
    }

    /** The very state of a copy, on its own timeline, or on a later one as a restore to a point in time leaves it. */
    private void comeBackOlder(Random random) {
        if (!copies.isEmpty()) {
            var copy = copies.get(random.nextInt(copies.size()));
            boolean restored = random.nextBoolean();
            lastTimeline += restored ? 1 : 0;
            database = copy.copy(restored ? lastTimeline : copy.timeline);
        }
    }

    /** Whether the relay goes on. */
    private boolean compare(Map<String, Integer> outcomes) {
        var facts = marker.map(m -> m.positions().keySet()).orElse(Set.of());
        var unpublished = facts.stream().filter(database.outbox::contains).collect(Collectors.toSet());
        var recovery = Recovery.compare(marker, database.batch, database.identity(), unpublished);
        outcomes.merge(recovery.getClass().getSimpleName(), 1, Integer::sum);
        var inLog = log.stream().flatMap(List::stream).collect(Collectors.toSet());
        boolean lostNothing = marker.isEmpty() || marker.get().database().timeline() <= database.timeline;
        switch (recovery) {
            case Recovery.InStep() -> assertThat(database.published).isEqualTo(inLog);
            case Recovery.MoveLost(Marker lost) -> {
                database = database.moved(List.copyOf(lost.positions().keySet()));
                assertThat(database.published).isEqualTo(inLog);
            }
            case Recovery.Diverged(String why) -> {
                assertThat(lostNothing && database.published.equals(inLog)).as(why).isFalse();
                return false;
            }
        }
        assertThat(log.stream().mapToInt(List::size).sum()).isEqualTo(inLog.size());
        return true;
    }

    private static Map<UUID, Position> positions(List<UUID> facts) {
        return IntStream.range(0, facts.size()).boxed().collect(Collectors.toMap(facts::get, n -> new Position(0, n)));
    }
}
