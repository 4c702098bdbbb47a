package com.scrydon.scim.worker.simulation;

import java.util.ArrayList;
import java.util.List;

/** One life of a process: it ends at a crash; one that was replaced while it stood still goes on as a zombie. */
final class Life {

    /** What becomes of a call to the outside. */
    enum Fate {
        WORKS, FAILS
    }

    /** Asked at every call to the outside; may end the life, or let others act meanwhile. */
    @FunctionalInterface
    interface Fates {
        Fate of(Life life, String call);
    }

    private final String name;
    private final Fates fates;
    private final List<Runnable> atDeath = new ArrayList<>();
    private boolean dead;

    Life(String name, Fates fates) {
        this.name = name;
        this.fates = fates;
    }

    String name() {
        return name;
    }

    /** A call to the outside is about to happen, or has just happened. */
    Fate call(String what) {
        if (dead) {
            throw new SimulatedCrash();
        }
        var fate = fates.of(this, what);
        if (dead) {
            throw new SimulatedCrash();
        }
        return fate;
    }

    boolean isDead() {
        return dead;
    }

    void atDeath(Runnable action) {
        atDeath.add(action);
    }

    void end() {
        if (!dead) {
            dead = true;
            atDeath.forEach(Runnable::run);
        }
    }
}
