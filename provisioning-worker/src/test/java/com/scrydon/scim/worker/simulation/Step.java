package com.scrydon.scim.worker.simulation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of a history: who acts, by which chance, and what goes wrong meanwhile. Steps depend on nothing but the state
 * they find, so that a history stays one when steps are dropped.
 *
 * @param seed of the choices within the step
 */
record Step(Action action, long seed, Trouble trouble) {

    /** Who may take the next step. */
    enum Action {
        WRITE, WRITER_1, WRITER_2, DIRECTORY_RELAY_A, DIRECTORY_RELAY_B, MEMBERSHIP_RELAY_A, MEMBERSHIP_RELAY_B,
        PLANNING,
        USERS, TASKS, RETRIES, REPLACE_PLANNING, REPLACE_USERS, REPLACE_TASKS, REWIND_PLANNING, REWIND_USERS,
        REWIND_TASKS, EXPIRE_DIRECTORY_LEADER, EXPIRE_MEMBERSHIP_LEADER, POISON, HEAL, CLOCK
    }

    /** What goes wrong at one call to the outside, counted from 1 within the step. */
    sealed interface Trouble {

        record None() implements Trouble {}

        record Crash(int call) implements Trouble {}

        record Failure(int call) implements Trouble {}

        /** The process stands still while others act, and then goes on. */
        record Pause(int call, List<Step> meanwhile) implements Trouble {}

        /** The same in a directed history: at the first call of that name, whatever the history wants happens. */
        record Meanwhile(String call, Runnable others) implements Trouble {}
    }

    Step with(Trouble other) {
        return new Step(action, seed, other);
    }

    @Override
    public String toString() {
        return action.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + switch (trouble) {
            case Trouble.None() -> "";
            case Trouble.Crash(int call) -> " [crashes at call " + call + "]";
            case Trouble.Failure(int call) -> " [call " + call + " fails]";
            case Trouble.Pause(int call, var meanwhile) -> " [stands still at call " + call + " while: "
                    + meanwhile.stream().map(Step::toString).collect(Collectors.joining("; ")) + "]";
            case Trouble.Meanwhile(String call, Runnable _) -> " [stands still " + call + "]";
        };
    }
}
