package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.localstack.endtoend.Lifecycle.Step;
import com.scrydon.scim.testkit.Eventually;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
 * Every named failpoint, and every part down, during the life of pushed groups. By default each failpoint in one step of
 * it; {@code -Dscim.real.matrix=whole} takes each in each step.
 */
class CrashMatrixEndToEnd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestStack stack = TestStack.INSTANCE;
    private final Quiescence quiescence = new Quiescence(stack);

    /** Whose process halts where. */
    private static Map<String, String> failpoints() {
        var failpoints = new LinkedHashMap<String, String>();
        for (var point : List.of(Failpoints.RELAY_BEFORE_SEND, Failpoints.RELAY_BEFORE_KAFKA_COMMIT,
                Failpoints.RELAY_AFTER_KAFKA_COMMIT, Failpoints.RELAY_AFTER_MOVE)) {
            failpoints.put(point + "directory", "scim-ingress");
            failpoints.put(point + "membership", "provisioning-worker");
        }
        failpoints.put(Failpoints.PLANNING_AFTER_TASKS, "provisioning-worker");
        failpoints.put(Failpoints.APPLYING_BEFORE_COMMIT, "provisioning-worker");
        failpoints.put(Failpoints.APPLYING_AFTER_COMMIT, "provisioning-worker");
        failpoints.put(Failpoints.AUDIT_BEFORE_COMMIT, "audit-sink");
        return failpoints;
    }

    static Stream<Arguments> crashes() {
        boolean whole = "whole".equals(System.getProperty("scim.real.matrix"));
        var steps = Step.values();
        var points = List.copyOf(failpoints().keySet());
        return IntStream.range(0, points.size()).boxed().flatMap(i -> Stream.of(steps)
                .filter(step -> whole || step == steps[i % steps.length])
                .map(step -> Arguments.of(points.get(i), step)));
    }

    @Test
    void theMatrixKnowsEveryFailpoint() {
        assertThat(Arrays.stream(Failpoints.class.getFields()).filter(f -> f.getType() == String.class)
                .map(CrashMatrixEndToEnd::value)).allSatisfy(
                        point -> assertThat(failpoints().keySet()).anyMatch(known -> known.startsWith(point)));
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
    void r26_r27_r29_aProcessThatHaltsAnywhereLosesAndRepeatsNothing(String failpoint, Step at) throws Exception {
        var part = failpoints().getOrDefault(failpoint, "");
        try (var tenant = Tenant.on(stack)) {
            var directory = new Directory(tenant);
            var lifecycle = new Lifecycle(directory);
            for (var step : Step.values()) {
                if (step == at) {
                    quiescence.await(); // so that it is this step that comes to the point
                    long former = stack.pid(part);
                    stack.haltAt(failpoint);
                    lifecycle.live(step);
                    Eventually.within(PATIENCE, () -> assertThat(stack.halted(failpoint)).as(failpoint).isTrue());
                    stack.awaitAgain(part, former);
                } else {
                    lifecycle.live(step);
                }
            }
            everythingHolds(tenant, directory);
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
