package com.scrydon.scim.localstack.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One process of the stack, as the supervisor sees it: all of them are treated alike. */
public interface Part {

    /** Name in status lines, {@code stack.json} and log files. */
    String name();

    /** Where it is reached, for people. */
    String address();

    /** What must be there before the process can start; short when nothing is missing. Progress goes to the note. */
    void prepare(Consumer<String> note) throws IOException, InterruptedException;

    /** What may have vanished while it ran, before it is started again; tells the note what it was and what was done. */
    default void prepareAgain(Consumer<String> note) throws IOException, InterruptedException {}

    /** How the process is started, now and after each time it dies. */
    Launch launch() throws IOException;

    /** Asks once, briefly, whether it serves. */
    boolean ready();

    /** Asks once, briefly, while it serves: what it cannot do now and what to do about that; empty if there is nothing. */
    default Optional<String> limitation() {
        return Optional.empty();
    }

    /** Asks the process to end. */
    default void requestStop(Process process) {
        process.destroy();
    }

    /** How long it may take to become ready before it counts as failed. */
    default Duration startTimeout() {
        return Duration.ofMinutes(2);
    }
}
