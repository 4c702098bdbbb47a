package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.worker.simulation.Step.Action;
import com.scrydon.scim.worker.simulation.Step.Trouble;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Histories from seeds, and smaller ones from those that fail. */
final class Histories {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 42;
    private static final int FIRST_WRITES = 2;
    private static final int MOST_SHRINKING = 400;
    private static final Map<Action, Integer> WEIGHTS = weights();

    private Histories() {}

    private static Map<Action, Integer> weights() {
        var weights = new EnumMap<Action, Integer>(Action.class);
        for (var action : Action.values()) {
            weights.put(action, switch (action) {
                case WRITE -> 16;
                case WRITER_1, WRITER_2 -> 8;
                case DIRECTORY_RELAY_A -> 12;
                case PLANNING, TASKS -> 10;
                case USERS -> 7;
                case DIRECTORY_RELAY_B -> 5;
                case MEMBERSHIP_RELAY_A -> 4;
                case MEMBERSHIP_RELAY_B, RETRIES, EXPIRE_DIRECTORY_LEADER, REPLACE_TASKS -> 2;
                case REPLACE_PLANNING, REPLACE_USERS, REWIND_PLANNING, REWIND_USERS, REWIND_TASKS,
                        EXPIRE_MEMBERSHIP_LEADER, POISON, HEAL, CLOCK ->
                    1;
            });
        }
        return weights;
    }

    /** The history of a seed. */
    static List<Step> of(long seed) {
        var random = new Random(seed);
        int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        List<Step> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            steps.add(i < FIRST_WRITES
                    ? new Step(Action.WRITE, random.nextLong(), new Trouble.None())
                    : step(random, steps.getLast().action(), 2));
        }
        return steps;
    }

    /** Half of the steps follow the one before down the way of the data, so that few find nothing to do. */
    private static Step step(Random random, Action before, int depth) {
        var action = random.nextBoolean() ? downstream(random, before) : action(random);
        return new Step(action, random.nextLong(), trouble(random, action, depth));
    }

    private static Action downstream(Random random, Action before) {
        return switch (before) {
            case WRITE, WRITER_1, WRITER_2, EXPIRE_DIRECTORY_LEADER ->
                random.nextInt(4) > 0 ? Action.DIRECTORY_RELAY_A : Action.DIRECTORY_RELAY_B;
            case DIRECTORY_RELAY_A, DIRECTORY_RELAY_B -> random.nextInt(3) > 0 ? Action.PLANNING : Action.USERS;
            case PLANNING, REPLACE_TASKS, REWIND_TASKS, POISON -> Action.TASKS;
            case REPLACE_USERS, REWIND_USERS -> Action.USERS;
            case REPLACE_PLANNING, REWIND_PLANNING -> Action.PLANNING;
            case USERS, TASKS, RETRIES, EXPIRE_MEMBERSHIP_LEADER ->
                random.nextInt(4) > 0 ? Action.MEMBERSHIP_RELAY_A : Action.MEMBERSHIP_RELAY_B;
            case MEMBERSHIP_RELAY_A, MEMBERSHIP_RELAY_B -> Action.WRITE;
            case HEAL, CLOCK -> Action.RETRIES;
        };
    }

    /** How many calls to the outside a step of the action makes, mostly; trouble comes at one of them. */
    private static int calls(Action action) {
        return switch (action) {
            case DIRECTORY_RELAY_A, DIRECTORY_RELAY_B -> 24;
            case MEMBERSHIP_RELAY_A, MEMBERSHIP_RELAY_B, USERS, TASKS -> 14;
            default -> 8;
        };
    }

    private static Action action(Random random) {
        int at = random.nextInt(WEIGHTS.values().stream().mapToInt(w -> w).sum());
        for (var entry : WEIGHTS.entrySet()) {
            at -= entry.getValue();
            if (at < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private static Trouble trouble(Random random, Action action, int depth) {
        int call = 1 + random.nextInt(calls(action));
        int kind = random.nextInt(100);
        if (kind < 12) {
            return new Trouble.Crash(call);
        } else if (kind < 22) {
            return new Trouble.Failure(call);
        } else if (kind < 42 && depth > 0) {
            return new Trouble.Pause(call, meanwhile(random, action, depth - 1));
        }
        return new Trouble.None();
    }

    /** Half of the time what makes a zombie of whoever stands still, or what a change brings about behind its back. */
    private static List<Step> meanwhile(Random random, Action paused, int depth) {
        List<Step> steps = new ArrayList<>();
        if (random.nextBoolean()) {
            behindTheBackOf(paused).forEach(a -> steps.add(new Step(a, random.nextLong(), new Trouble.None())));
        }
        int more = 1 + random.nextInt(3);
        for (int i = 0; i < more; i++) {
            steps.add(random.nextInt(3) == 0
                    ? new Step(Action.WRITE, random.nextLong(), new Trouble.None())
                    : step(random, steps.isEmpty() ? paused : steps.getLast().action(), depth));
        }
        return steps;
    }

    private static List<Action> behindTheBackOf(Action paused) {
        return switch (paused) {
            case DIRECTORY_RELAY_A -> List.of(Action.EXPIRE_DIRECTORY_LEADER, Action.DIRECTORY_RELAY_B);
            case DIRECTORY_RELAY_B -> List.of(Action.EXPIRE_DIRECTORY_LEADER, Action.DIRECTORY_RELAY_A);
            case MEMBERSHIP_RELAY_A -> List.of(Action.EXPIRE_MEMBERSHIP_LEADER, Action.MEMBERSHIP_RELAY_B);
            case MEMBERSHIP_RELAY_B -> List.of(Action.EXPIRE_MEMBERSHIP_LEADER, Action.MEMBERSHIP_RELAY_A);
            case PLANNING -> List.of(Action.REPLACE_PLANNING, Action.WRITE, Action.PLANNING);
            case USERS, TASKS, RETRIES -> List.of(Action.WRITE, Action.WRITE, Action.DIRECTORY_RELAY_A,
                    Action.REPLACE_USERS, Action.USERS, Action.PLANNING, Action.REPLACE_TASKS, Action.TASKS);
            default -> List.of();
        };
    }

    /** A smaller history that fails as well: steps are dropped, then troubles, as long as something fails. */
    static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
        var budget = new int[]{MOST_SHRINKING};
        var smallest = dropped(failing, h -> budget[0]-- > 0 && fails.test(h));
        for (int i = 0; i < smallest.size(); i++) {
            smallest = calmed(smallest, i, h -> budget[0]-- > 0 && fails.test(h));
        }
        return smallest;
    }

    private static List<Step> dropped(List<Step> failing, Predicate<List<Step>> fails) {
        var smallest = failing;
        for (int chunk = Math.max(1, failing.size() / 2); chunk >= 1; chunk /= 2) {
            for (int from = 0; from < smallest.size();) {
                var candidate = new ArrayList<>(smallest);
                candidate.subList(from, Math.min(from + chunk, candidate.size())).clear();
                if (fails.test(candidate)) {
                    smallest = candidate;
                } else {
                    from += chunk;
                }
            }
        }
        return smallest;
    }

    private static List<Step> calmed(List<Step> failing, int index, Predicate<List<Step>> fails) {
        var step = failing.get(index);
        if (step.trouble() instanceof Trouble.None) {
            return failing;
        }
        var calm = replaced(failing, index, step.with(new Trouble.None()));
        if (fails.test(calm)) {
            return calm;
        }
        if (step.trouble() instanceof Trouble.Pause(int call, var meanwhile)) {
            var fewer = dropped(meanwhile,
                    m -> fails.test(replaced(failing, index, step.with(new Trouble.Pause(call, m)))));
            return replaced(failing, index, step.with(new Trouble.Pause(call, fewer)));
        }
        return failing;
    }

    private static List<Step> replaced(List<Step> steps, int index, Step step) {
        var copy = new ArrayList<>(steps);
        copy.set(index, step);
        return copy;
    }
}
