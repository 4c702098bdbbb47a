package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What befalls the processes of a running stack while its directory changes. */
final class Faults {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WORKER = "provisioning-worker";
    private static final String INGRESS = "scim-ingress";
    /** The lock that the relay of the ingress leads by. */
    private static final boolean ALL = "all".equals(System.getProperty("scim.real.faults"));
    private static final int KILLED = 2;
    private static final String LEADERS = """
            select count(*) from pg_locks
            where locktype = 'advisory' and granted and objsubid = 1
                and ((classid::bigint << 32) | objid::bigint) = hashtextextended('scim-relay-directory', 0)
            """;

    private final TestStack stack;
    private final SecondWorker second;

    Faults(TestStack stack, SecondWorker second) {
        this.stack = stack;
        this.second = second;
    }

    /** @param strike does the damage and answers what waits for the recovery */
    record Fault(String name, Strike strike) {}

    /** Doing damage. */
    @FunctionalInterface
    interface Strike {
        Runnable now();
    }

    /**
     * Every fault once, in an order that the seed decides. Of the parts that are killed only so many, by the seed too, unless
     * {@code scim.real.faults} is {@code all}: {@link CrashMatrixEndToEnd} has each of them die as well.
     */
    List<Fault> drawn(Random random) {
        var killed = new ArrayList<>(List.of(WORKER, INGRESS, "audit-sink", "kafka", "postgres"));
        Collections.shuffle(killed, random);
        var faults = new ArrayList<>(killed.stream().limit(ALL ? killed.size() : KILLED)
                .map(part -> new Fault("kill -9 " + part, () -> killed(part))).toList());
        faults.add(new Fault("worker frozen until its groups expel it", this::workerFrozen));
        faults.add(new Fault("ingress frozen until its relay loses its session", this::ingressFrozen));
        faults.add(new Fault("worker stopped in order", this::workerStopped));
        faults.add(new Fault("kill -9 second worker", this::secondKilled));
        Collections.shuffle(faults, random);
        return faults;
    }

    private Runnable killed(String part) {
        long former = stack.kill(part);
        return () -> stack.awaitAgain(part, former);
    }

    /** It wakes as a zombie: with a batch in hand of partitions that are another's now. */
    private Runnable workerFrozen() {
        long pid = stack.pid(WORKER);
        TestStack.signal("STOP", pid);
        try {
            second.awaitMembers(1);
        } finally {
            TestStack.signal("CONT", pid);
        }
        return () -> {};
    }

    private Runnable ingressFrozen() {
        long pid = stack.pid(INGRESS);
        TestStack.signal("STOP", pid);
        try {
            Eventually.within(PATIENCE, TestStack.PAUSE, () -> assertThat(leaders()).as("leaders").isZero());
        } finally {
            TestStack.signal("CONT", pid);
        }
        return () -> Eventually.within(PATIENCE, TestStack.PAUSE,
                () -> assertThat(leaders()).as("leaders").isEqualTo(1));
    }

    private long leaders() {
        return stack.database().sql(LEADERS).query(Long.class).single();
    }

    private Runnable workerStopped() {
        long former = stack.pid(WORKER);
        TestStack.signal("TERM", former);
        return () -> stack.awaitAgain(WORKER, former);
    }

    private Runnable secondKilled() {
        second.killAndReplace();
        return () -> {};
    }
}
