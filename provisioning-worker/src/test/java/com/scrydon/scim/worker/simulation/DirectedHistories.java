package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.worker.simulation.DirectoryChanges.Change;
import com.scrydon.scim.worker.simulation.Step.Action;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The interleavings that the proof of docs/decisions/010-planning-misses-nobody.md names, and those that tell a broken
 * system from the one we have, played out one by one. Each leaves the world somewhere in the middle; the simulation lets
 * it come to rest and judges it.
 */
final class DirectedHistories {

    private static final UUID ACCOUNT = new UUID(1, 0);

    private DirectedHistories() {}

    /** What a directed history makes happen. */
    @FunctionalInterface
    interface Script {
        void play(World world);
    }

    /** The account is three links below what is removed. */
    static void theTopOfNestingIsTakenOff(World world) {
        chainOfFourGroups(world);
        world.change(lets(3, 2));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.TASKS);
    }

    /** Every edge below the first one goes before anything is planned: only the last fact still finds the account. */
    static void nestingIsTakenApartFromTheTopBeforeItIsPlanned(World world) {
        chainOfFourGroups(world);
        world.change(lets(3, 2));
        world.change(lets(2, 1));
        world.change(lets(1, 0));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.TASKS);
    }

    /** As before, but the account leaves in the end, so that nothing is below any edge any more. */
    static void nestingIsTakenApartAndEmptiedBeforeItIsPlanned(World world) {
        chainOfFourGroups(world);
        world.change(lets(3, 2));
        world.change(lets(1, 0));
        world.change(loses(0));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.TASKS);
    }

    /** An edge is added and, before its fact is planned, one below it is removed. */
    static void aLowerEdgeGoesBeforeTheFactOfAnUpperOneIsPlanned(World world) {
        world.change(gains(0));
        world.change(takes(1, 0));
        world.comeToRest();
        world.change(takes(2, 1));
        world.go(Action.DIRECTORY_RELAY_A);
        world.change(lets(1, 0));
        world.go(Action.PLANNING, Action.TASKS);
    }

    /** The group between is deleted, with both its edges, before the removal of the edge above it is planned. */
    static void aGroupBetweenIsDeletedBeforeTheFactAboveItIsPlanned(World world) {
        chainOfFourGroups(world);
        world.change(lets(3, 2));
        world.go(Action.DIRECTORY_RELAY_A);
        world.change(c -> c.deleteGroup(group(1)));
        world.go(Action.PLANNING, Action.TASKS);
    }

    /** The very group that a removed edge led to is deleted before that removal is planned. */
    static void theGroupBelowTheEdgeIsDeletedBeforeTheFactIsPlanned(World world) {
        chainOfFourGroups(world);
        world.change(lets(1, 0));
        world.go(Action.DIRECTORY_RELAY_A);
        world.change(c -> c.deleteGroup(group(0)));
        world.go(Action.PLANNING, Action.TASKS);
    }

    /** A member joins below while the edge above is removed by a transaction that began earlier and commits later. */
    static void aMemberJoinsBelowWhileTheEdgeAboveIsRemoved(World world) {
        world.change(takes(1, 0));
        world.change(takes(2, 1));
        world.comeToRest();
        world.begin(Action.WRITER_1, lets(1, 0));
        world.begin(Action.WRITER_2, gains(0));
        world.go(Action.WRITER_2, Action.DIRECTORY_RELAY_A, Action.PLANNING);
        world.go(Action.TASKS, "before the commit in Postgres",
                () -> world.go(Action.WRITER_1, Action.DIRECTORY_RELAY_A, Action.PLANNING));
    }

    /** The same, the other one commits first, and planning sees the edge without the member. */
    static void theEdgeAboveIsRemovedWhileAMemberJoinsBelow(World world) {
        world.change(takes(1, 0));
        world.change(takes(2, 1));
        world.comeToRest();
        world.begin(Action.WRITER_2, gains(0));
        world.begin(Action.WRITER_1, lets(1, 0));
        world.go(Action.WRITER_1, Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.TASKS);
        world.go(Action.WRITER_2);
    }

    /** Planning has read which groups are below the edge, not yet who is in them, when one moves away with its member. */
    static void nestingChangesBetweenTheTwoReadsOfPlanning(World world) {
        world.change(gains(0));
        world.change(takes(1, 0));
        world.change(takes(2, 1));
        world.comeToRest();
        world.change(takes(3, 2));
        world.go(Action.DIRECTORY_RELAY_A);
        world.go(Action.PLANNING, "m.group_id = any", () -> {
            world.change(lets(1, 0));
            world.change(takes(4, 0));
            world.change(c -> c.members(group(0), Set.of(new UUID(1, 1)), true));
        });
    }

    /** A Team gets another Group, and both lose their members before the links are planned. */
    static void aLinkMovesAndTheGroupIsEmptiedBeforeItIsPlanned(World world) {
        world.change(gains(0));
        world.change(takes(1, 0));
        world.comeToRest();
        world.change(c -> c.link(group(1), InitialDirectory.NATIVE_TEAM));
        world.change(lets(1, 0));
        world.change(loses(0));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.TASKS);
    }

    /** Deactivated after planning and before applying: the task must not bring the account back. */
    static void deactivatedBetweenPlanningAndApplying(World world) {
        world.change(gains(0));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING);
        world.change(c -> c.setActive(ACCOUNT, false));
        world.go(Action.DIRECTORY_RELAY_A, Action.USERS, Action.TASKS);
    }

    /** Deactivated and reactivated after planning; the task comes before both facts. */
    static void reactivatedBetweenPlanningAndApplying(World world) {
        world.change(gains(0));
        world.comeToRest();
        world.change(takes(1, 0));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING);
        world.change(c -> c.setActive(ACCOUNT, false));
        world.change(c -> c.setActive(ACCOUNT, true));
        world.go(Action.DIRECTORY_RELAY_A, Action.TASKS, Action.USERS);
    }

    /** Old facts and tasks come again, after newer ones and between them. */
    static void everythingIsDeliveredAgainAndLate(World world) {
        chainOfFourGroups(world);
        world.change(c -> c.setActive(ACCOUNT, false));
        world.comeToRest();
        world.change(lets(1, 0));
        world.change(c -> c.setActive(ACCOUNT, true));
        world.go(Action.DIRECTORY_RELAY_A);
        world.readFromTheStart(Action.TASKS);
        world.go(Action.TASKS, Action.USERS);
        world.readFromTheStart(Action.PLANNING);
        world.readFromTheStart(Action.USERS);
        world.go(Action.USERS, Action.PLANNING, Action.TASKS);
    }

    /** Planning dies after its tasks are acknowledged and before the offsets are committed: all is planned again. */
    static Script planningDiesAfterItsTasks(LongConsumer unread) {
        return world -> {
            world.change(gains(0));
            world.go(Action.DIRECTORY_RELAY_A);
            world.go(Action.PLANNING, "before the offsets are committed", () -> world.crash(Action.PLANNING));
            unread.accept(world.unread(Action.PLANNING));
        };
    }

    /** Planning dies with its tasks still on their way: they are gone, the offsets must not have moved. */
    static void planningDiesBeforeItsTasksAreAcknowledged(World world) {
        world.change(gains(0));
        world.go(Action.DIRECTORY_RELAY_A);
        world.go(Action.PLANNING, "before a task is sent", () -> world.crash(Action.PLANNING));
    }

    /** Whoever would plan what is not committed yet would plan it too early. */
    static void planningComesBeforeTheCommit(World world) {
        world.begin(Action.WRITER_1, gains(0));
        world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING, Action.TASKS, Action.WRITER_1);
    }

    /**
     * A task was computed and not yet committed when its account is deactivated. Recomputing for the deactivation must
     * wait; otherwise it finds nothing to remove, and the task then brings the account into the Team for good.
     *
     * @param unread told how many user facts are unread while the task stands still
     */
    static Script aDeactivationMeetsATaskInTheMiddle(LongConsumer unread) {
        return world -> {
            world.change(gains(1));
            world.comeToRest();
            world.change(gains(0));
            world.go(Action.DIRECTORY_RELAY_A, Action.PLANNING);
            world.go(Action.TASKS, "before the commit in Postgres", () -> {
                world.change(c -> c.setActive(ACCOUNT, false));
                world.go(Action.DIRECTORY_RELAY_A, Action.USERS);
                unread.accept(world.unread(Action.USERS));
            });
        };
    }

    /** A change with an earlier row in the outbox commits after a later one was published. */
    static void anEarlierRowCommitsLater(World world) {
        world.begin(Action.WRITER_1, gains(0));
        world.change(c -> c.members(group(1), Set.of(new UUID(1, 1)), true));
        world.go(Action.DIRECTORY_RELAY_A, Action.WRITER_1, Action.DIRECTORY_RELAY_A);
    }

    /** The leader dies when a batch is in Kafka and not yet moved in Postgres; another one takes over. */
    static void theMoveOfABatchIsLost(World world) {
        world.change(gains(0));
        world.go(Action.DIRECTORY_RELAY_A, "after the Kafka commit", () -> world.crash(Action.DIRECTORY_RELAY_A));
        world.go(Action.DIRECTORY_RELAY_B);
    }

    /** Group 3 above 2 above 1 above 0, the account in group 0, and all of it in effect. */
    private static void chainOfFourGroups(World world) {
        world.change(gains(0));
        world.change(takes(1, 0));
        world.change(takes(2, 1));
        world.change(takes(3, 2));
        world.comeToRest();
    }

    private static UUID group(int number) {
        return new UUID(2, 1_000 + number);
    }

    private static Function<DirectoryChanges, Change> gains(int group) {
        return c -> c.members(group(group), Set.of(ACCOUNT), true);
    }

    private static Function<DirectoryChanges, Change> loses(int group) {
        return c -> c.members(group(group), Set.of(ACCOUNT), false);
    }

    private static Function<DirectoryChanges, Change> takes(int parent, int child) {
        return c -> c.nest(group(parent), group(child), true);
    }

    private static Function<DirectoryChanges, Change> lets(int parent, int child) {
        return c -> c.nest(group(parent), group(child), false);
    }
}
