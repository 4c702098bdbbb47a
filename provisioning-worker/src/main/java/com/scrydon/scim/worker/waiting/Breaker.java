package com.scrydon.scim.worker.waiting;

import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stops mass parking: when many accounts fail on "their own data", it is not their data (R30). While it is open nothing is
 * parked; the failing batch is tried again as a whole. After a pause one batch may try: it closes the breaker if it works,
 * or if only a small share of it fails. One per instance, in memory; thread-safe.
 */
@Component
public class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ParkingProperties properties;
    private final Clock clock;
    private final Outcomes outcomes;
    private final Deque<Instant> newlyParked = new ArrayDeque<>();
    private State state = new State.Closed();

    /** Whether accounts may be parked. */
    public sealed interface State extends PartState {

        /** They may. */
        record Closed() implements State {}

        /** They may not before that moment; then one batch may try. */
        record Open(Instant since, Instant nextTry, String reason) implements State {}

        /** An operator decided that the failing accounts are themselves at fault: all may, until that moment. */
        record Released(Instant until) implements State {}

        @Override
        default String word() {
            return switch (this) {
                case Closed() -> "closed";
                case Open _ -> "open";
                case Released _ -> "released by an operator";
            };
        }

        @Override
        default String details() {
            return switch (this) {
                case Closed() -> "";
                case Open(var since, var nextTry, var reason) ->
                    "since " + since + ", next try at " + nextTry + ", " + reason;
                case Released(var until) -> "until " + until;
            };
        }

        @Override
        default Concern concern() {
            return switch (this) {
                case Closed(),Released _ -> Concern.NONE;
                case Open _ -> Concern.NEEDS_YOU;
            };
        }
    }

    public Breaker(ParkingProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.outcomes = new Outcomes(properties.breakerWindow());
    }

    public synchronized State state() {
        if (state instanceof State.Released(var until) && !clock.instant().isBefore(until)) {
            state = new State.Closed();
        }
        return state;
    }

    public boolean isOpen() {
        return state() instanceof State.Open;
    }

    /** So many accounts were recomputed without a failure; closes an open breaker whose pause is over. */
    public synchronized void succeeded(int accounts) {
        if (state() instanceof State.Open(_, var nextTry, _) && !clock.instant().isBefore(nextTry)) {
            close("a batch worked");
        }
        outcomes.add(accounts, 0);
    }

    /**
     * Before the accounts of a failing batch are tried one by one.
     *
     * @throws MassParkingException if the breaker is open and its pause is not over
     */
    public synchronized void requireTrial(RuntimeException failure) {
        if (state() instanceof State.Open(_, var nextTry, var reason) && clock.instant().isBefore(nextTry)) {
            throw new MassParkingException(reason, failure);
        }
    }

    /**
     * Before accounts are parked.
     *
     * @param tried accounts of the batch
     * @param failed those of them that failed
     * @param fresh those of the failed that are not parked yet
     * @throws MassParkingException if these would be too many: none of them may be parked
     */
    public synchronized void admit(int tried, int failed, int fresh, RuntimeException failure) {
        var now = clock.instant();
        newlyParked.removeIf(parkedAt -> !parkedAt.plus(MINUTE).isAfter(now));
        switch (state()) {
            case State.Released(_) -> {
            }
            case State.Closed() -> requireFew(tried, failed, fresh, failure);
            case State.Open(_, _, _) -> {
                requireTrial(failure);
                if (failed > properties.breakerShare() * tried) {
                    throw opened("still " + failed + " of " + tried + " accounts of a batch fail", failure);
                }
                requireFew(tried, failed, fresh, failure);
                close(failed + " of " + tried + " accounts failed");
            }
        }
        outcomes.add(tried - failed, failed);
        for (int i = 0; i < fresh; i++) {
            newlyParked.addLast(now);
        }
    }

    /** An operator says that the failing accounts are themselves at fault, and may be parked however many they are. */
    public synchronized void release() {
        close("an operator released it");
        newlyParked.clear();
        state = new State.Released(clock.instant().plus(properties.releasedFor()));
    }

    private void requireFew(int tried, int failed, int fresh, RuntimeException failure) {
        int failures = outcomes.failuresWith(tried - failed, failed);
        if (failures > properties.breakerShare() * properties.breakerWindow()) {
            throw opened(failures + " of the last " + properties.breakerWindow() + " recomputed accounts fail",
                    failure);
        }
        if (newlyParked.size() + fresh > properties.breakerPerMinute()) {
            throw opened(newlyParked.size() + fresh + " accounts would be newly parked within a minute", failure);
        }
    }

    private MassParkingException opened(String because, RuntimeException failure) {
        var now = clock.instant();
        var since = state instanceof State.Open(var before, _, _) ? before : now;
        state = new State.Open(since, now.plus(properties.breakerPause()), because);
        LOG.error("nothing is parked from now on: {}; the first failure is {}", because, ShortStack.cause(failure));
        return new MassParkingException(because, failure);
    }

    private void close(String because) {
        LOG.info("accounts may be parked again: {}", because);
        state = new State.Closed();
        outcomes.clear();
    }
}
