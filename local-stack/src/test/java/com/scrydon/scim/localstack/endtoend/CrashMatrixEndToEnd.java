package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.localstack.endtoend.Lifecycle.Step;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every named failpoint, and every part down, during the life of pushed groups. Starting a process again is what costs
 * time, so ingress, worker and sink each die at a failpoint of theirs in the same step. By default each failpoint is met in
 * one step at least; {@code -Dscim.real.matrix=whole} takes each in each step.
 */
class CrashMatrixEndToEnd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestStack stack = TestStack.INSTANCE;
    private final Quiescence quiescence = new Quiescence(stack);

    private static final List<String> INGRESS = List.of(Failpoints.RELAY_BEFORE_SEND + "directory",
            Failpoints.RELAY_BEFORE_KAFKA_COMMIT + "directory", Failpoints.RELAY_AFTER_KAFKA_COMMIT + "directory",
            Failpoints.RELAY_AFTER_MOVE + "directory");
    private static final List<String> WORKER = List.of(Failpoints.RELAY_BEFORE_SEND + "membership",
            Failpoints.RELAY_BEFORE_KAFKA_COMMIT + "membership", Failpoints.RELAY_AFTER_KAFKA_COMMIT + "membership",
            Failpoints.RELAY_AFTER_MOVE + "membership", Failpoints.PLANNING_AFTER_TASKS,
            Failpoints.APPLYING_BEFORE_COMMIT, Failpoints.APPLYING_AFTER_COMMIT);
    private static final List<String> SINK = List.of(Failpoints.AUDIT_BEFORE_COMMIT);

    /** Failpoints by the part whose process halts there, and the step in which it does. */
    static Stream<Arguments> crashes() {
        boolean whole = "whole".equals(System.getProperty("scim.real.matrix"));
        var steps = Step.values();
        return IntStream.range(0, WORKER.size()).boxed().flatMap(i -> Stream.of(steps)
                .filter(step -> whole || step == steps[i % steps.length]).map(step -> Arguments.of(
                        Map.of("scim-ingress", INGRESS.get(i % INGRESS.size()), "provisioning-worker", WORKER.get(i),
                                "audit-sink", SINK.get(i % SINK.size())),
                        step)));
    }

    @Test
    void theMatrixKnowsEveryFailpoint() {
        assertThat(Arrays.stream(Failpoints.class.getFields()).filter(f -> f.getType() == String.class)
                .map(CrashMatrixEndToEnd::value)).allSatisfy(
                        point -> assertThat(Stream.of(INGRESS, WORKER, SINK).flatMap(List::stream))
                                .anyMatch(known -> known.startsWith(point)));
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("crashes")
    void r26_r27_r29_aProcessThatHaltsAnywhereLosesAndRepeatsNothing(Map<String, String> failpoints, Step at)
            throws Exception {
        try (var tenant = Tenant.on(stack)) {
            var directory = new Directory(tenant);
            var lifecycle = new Lifecycle(directory);
            for (var step : Step.values()) {
                if (step == at) {
                    quiescence.await(); // so that it is this step that comes to the points
                    crash(failpoints, () -> lifecycle.live(step));
                } else {
                    lifecycle.live(step);
                }
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
    @ValueSource(strings = {"postgres", "kafka", "provisioning-worker"})
    void r28_r29_aPartThatIsDownAroundEachStepOnlyDelaysIt(String part) throws Exception {
        try (var tenant = Tenant.on(stack)) {
            var directory = new Directory(tenant);
            var lifecycle = new Lifecycle(directory);
            for (var step : Step.values()) {
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
