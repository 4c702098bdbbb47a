package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.localstack.endtoend.Lifecycle.Step;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every named failpoint, and every part down, during the life of pushed groups. Starting a process again is what costs
 * time, so ingress, worker and sink each die at a failpoint of theirs in the same step. By default each failpoint is met
 * in one step, and each part is down in a step or two; {@code -Dscim.real.matrix=whole} takes each in each step.
 */
class CrashMatrixEndToEnd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final boolean WHOLE = "whole".equals(System.getProperty("scim.real.matrix"));
    private static final List<String> RELAY = List.of(Failpoints.RELAY_BEFORE_SEND,
            Failpoints.RELAY_BEFORE_KAFKA_COMMIT, Failpoints.RELAY_AFTER_KAFKA_COMMIT, Failpoints.RELAY_AFTER_MOVE);
    /** Where the process of a part may halt. */
    private static final Map<String, List<String>> POINTS = Map.of("scim-ingress", relay("directory").toList(),
            "provisioning-worker", Stream.concat(relay("membership"), Stream.of(Failpoints.PLANNING_AFTER_TASKS,
                    Failpoints.APPLYING_BEFORE_COMMIT, Failpoints.APPLYING_AFTER_COMMIT)).toList(),
            "audit-sink", List.of(Failpoints.AUDIT_BEFORE_COMMIT));
    private static final int MOST_POINTS = Collections.max(POINTS.values().stream().map(List::size).toList());
    private static final List<String> PARTS = List.of("provisioning-worker", "kafka", "postgres");

    private final TestStack stack = TestStack.INSTANCE;
    private final Quiescence quiescence = new Quiescence(stack);

    private static Stream<String> relay(String name) {
        return RELAY.stream().map(point -> point + name);
    }

    /** Lives of groups: which parts halt in a step, and where. The whole matrix begins each life with another failpoint. */
    static Stream<Map<Step, Map<String, String>>> crashes() {
        int next = WHOLE ? 1 : Step.values().length;
        return IntStream.iterate(0, first -> first < MOST_POINTS, first -> first + next)
                .mapToObj(CrashMatrixEndToEnd::crashes);
    }

    private static Map<Step, Map<String, String>> crashes(int first) {
        var crashes = new EnumMap<Step, Map<String, String>>(Step.class);
        int turn = first;
        for (var step : Step.values()) {
            crashes.put(step, points(turn++));
        }
        return crashes;
    }

    private static Map<String, String> points(int turn) {
        var points = new TreeMap<String, String>();
        POINTS.forEach((part, known) -> {
            if (WHOLE || turn < known.size()) {
                points.put(part, known.get(turn % known.size()));
            }
        });
        return points;
    }

    /** The part that is down, step by step. */
    static Stream<List<String>> outages() {
        int steps = Step.values().length;
        return WHOLE
                ? PARTS.stream().map(part -> Collections.nCopies(steps, part))
                : Stream.of(IntStream.range(0, steps).mapToObj(i -> PARTS.get(i % PARTS.size())).toList());
    }

    @Test
    void theMatrixComesToEveryFailpoint() {
        var reached = crashes().flatMap(life -> life.values().stream()).flatMap(points -> points.values().stream())
                .toList();
        assertThat(reached).containsAll(POINTS.values().stream().flatMap(List::stream).toList());
        assertThat(Arrays.stream(Failpoints.class.getFields()).filter(f -> f.getType() == String.class)
                .map(CrashMatrixEndToEnd::value))
                .allSatisfy(point -> assertThat(reached).anyMatch(met -> met.startsWith(point)));
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void r26_r27_r29_aProcessThatHaltsAnywhereLosesAndRepeatsNothing(Map<Step, Map<String, String>> crashes)
            throws Exception {
        try (var tenant = Tenant.on(stack)) {
            var directory = new Directory(tenant);
            var lifecycle = new Lifecycle(directory);
            for (var step : Step.values()) {
                quiescence.await(); // so that it is this step that comes to the points
                crash(crashes.getOrDefault(step, Map.of()), () -> lifecycle.live(step));
            }
            everythingHolds(tenant, directory);
        }
    }

    private void crash(Map<String, String> failpoints, Runnable step) throws IOException {
        var former = new HashMap<String, Long>();
        for (var part : failpoints.keySet()) {
            former.put(part, stack.pid(part));
        }
        for (var point : failpoints.values()) {
            stack.haltAt(point);
        }
        try {
            step.run();
            failpoints.values().forEach(point -> Eventually.within(PATIENCE,
                    () -> assertThat(stack.halted(point)).as(point).isTrue()));
            former.forEach(stack::awaitAgain);
        } finally {
            for (var point : failpoints.values()) {
                stack.disarm(point); // nobody is to come there later
            }
        }
    }

    @ParameterizedTest
    @MethodSource("outages")
    void r28_r29_aPartThatIsDownAroundAStepOnlyDelaysIt(List<String> parts) throws Exception {
        try (var tenant = Tenant.on(stack)) {
            var directory = new Directory(tenant);
            var lifecycle = new Lifecycle(directory);
            var down = parts.iterator();
            for (var step : Step.values()) {
                var part = down.next();
                long former = stack.kill(part);
                lifecycle.live(step);
                stack.awaitAgain(part, former);
            }
            everythingHolds(tenant, directory);
        }
    }

    private void everythingHolds(Tenant tenant, Directory directory) {
        quiescence.await();
        quiescence.teamsEqualTheModel(tenant, directory, "lifecycle");
        quiescence.topicsTellEverythingOnce();
        quiescence.auditHasEverythingOnce();
    }
}
