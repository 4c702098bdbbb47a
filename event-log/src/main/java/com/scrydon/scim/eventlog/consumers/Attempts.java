package com.scrydon.scim.eventlog.consumers;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.eventlog.failures.StoreFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a consumer's attempts have been going: its state, and the pause after a failure, which grows while they fail. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    /** Some seconds of polls: as long as a consumer that begins anew may take until the batch in hand comes again. */
    private static final int IDLE_TURNS = 20;

    private final String name;
    private final Pauses pauses;
    private volatile State state = new State.Starting();
    private int failures;
    private int idleTurns;

    Attempts(String name, Pauses pauses) {
        this.name = name;
        this.pauses = pauses;
    }

    State state() {
        return state;
    }

    void succeeded() {
        failures = 0;
        idleTurns = 0;
        state = new State.Running();
    }

    /**
     * Kafka has let it into its group again after a failure that no batch caused. It counts as running, for there may be no batch soon
     * that would show it. Pauses go on growing until a batch works.
     */
    void joined() {
        if (state instanceof State.Retrying) {
            state = new State.Running();
        }
    }

    void failed(RuntimeException e) {
        failures++;
        var reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        state = new State.Retrying(failures, reason, StoreFailure.of(e).concern());
        LOG.warn("{} failed {} times in a row and tries the same batch again: {}", name, failures, reason);
        LOG.debug("{} failure", name, e);
    }

    /** Nothing came: what a broken consumer had in hand may be another's by now, and then nothing ever says it works. */
    void idle() {
        idleTurns++;
        if (state instanceof State.Broken && idleTurns > IDLE_TURNS) {
            succeeded();
        }
    }

    void broke(Error e) {
        failures++;
        idleTurns = 0;
        var reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        LOG.error("{} broke {} times in a row and begins anew after a pause", name, failures, e);
        state = new State.Broken(failures, reason);
    }

    void stopped(RuntimeException e) {
        LOG.error("{} stops: records it has not read are gone from the log: {}", name, e.getMessage());
        state = new State.Stopped(String.valueOf(e.getMessage()));
    }

    Duration pause() {
        return pauses.after(failures);
    }
}
