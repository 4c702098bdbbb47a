package com.scrydon.scim.worker.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What is left to chance within a step.
 *
 * @param calm troubles have ended: whatever may be taken in pieces is taken at once
 */
record Chance(RandomGenerator random, boolean calm) {

    private static final int ALL = 1_000;

    /** How many of what is there: one to so many. */
    int upTo(int most) {
        return calm ? ALL : 1 + random.nextInt(most);
    }

    /** Some of them, at least one, in any order. */
    <T> List<T> some(List<T> all) {
        if (calm || all.size() < 2) {
            return all;
        }
        Collections.shuffle(all, Random.from(random));
        return all.subList(0, upTo(all.size()));
    }
}
