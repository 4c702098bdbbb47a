package com.scrydon.scim.eventlog.failpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Named points where a crash test halts the process, as kill -9 would. Inert in production: only where the
 * environment variable {@code SCIM_FAILPOINTS} names a directory, a file there called like a point is consumed and the
 * process halts.
 */
public final class Failpoints {

    /** After the rows of a batch were read, before any is sent; the relay's name follows. */
    public static final String RELAY_BEFORE_SEND = "relay.before-send.";
    /** After the facts are in Kafka's log, before the Kafka transaction commits; the relay's name follows. */
    public static final String RELAY_BEFORE_KAFKA_COMMIT = "relay.before-kafka-commit.";
    /** After the Kafka commit, before the rows are moved in Postgres: the lost move; the relay's name follows. */
    public static final String RELAY_AFTER_KAFKA_COMMIT = "relay.after-kafka-commit.";
    /** After the move committed in Postgres; the relay's name follows. */
    public static final String RELAY_AFTER_MOVE = "relay.after-move.";
    /** After the tasks are acknowledged, before the offsets are committed. */
    public static final String PLANNING_AFTER_TASKS = "planning.after-tasks";
    /** Before the transaction of an applied batch commits. */
    public static final String APPLYING_BEFORE_COMMIT = "applying.before-commit";
    /** After that commit, before the offsets are committed. */
    public static final String APPLYING_AFTER_COMMIT = "applying.after-commit";
    /** Before the transaction of an indexed batch commits. */
    public static final String AUDIT_BEFORE_COMMIT = "audit.before-commit";
    /** Exit status of a process that a failpoint halted: the one kill -9 leaves. */
    public static final int EXIT_STATUS = 137;

    private static final Optional<Path> DIRECTORY = Optional.ofNullable(System.getenv("SCIM_FAILPOINTS"))
            .map(Path::of);

    private Failpoints() {}

    /** Halts the process if a crash test asked for it. */
    public static void reach(String name) {
        if (DIRECTORY.isPresent() && consume(DIRECTORY.get().resolve(name))) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }

    private static boolean consume(Path request) {
        try {
            return Files.deleteIfExists(request);
        } catch (IOException e) {
            throw new IllegalStateException("failpoint file " + request + " cannot be removed", e);
        }
    }
}
