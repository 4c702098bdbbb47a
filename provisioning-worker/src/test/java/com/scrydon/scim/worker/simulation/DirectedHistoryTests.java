package com.scrydon.scim.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.worker.simulation.DirectedHistories.Script;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The interleavings that the proof of planning names (docs/decisions/010-planning-misses-nobody.md), one by one. */
@Tag("R29")
class DirectedHistoryTests {

    private final Simulation simulation = new Simulation(Mutation.NONE);

    @TestFactory
    Stream<DynamicTest> r29_teamsEqualTheirDefinitionAfter() {
        return histories().entrySet().stream()
                .map(named -> DynamicTest.dynamicTest(named.getKey(), () -> assertThatItHolds(named.getValue())));
    }

    @Test
    void r29_planningThatDiesAfterItsTasksPlansThemAgain() {
        var unread = new AtomicLong();
        assertThatItHolds(DirectedHistories.planningDiesAfterItsTasks(unread::set));
        assertThat(unread).as("facts to plan again").hasValue(1);
    }

    @Test
    void r29_aDeactivationWaitsForATaskOfItsAccountThatIsInTheMiddle() {
        var unread = new AtomicLong();
        assertThatItHolds(DirectedHistories.aDeactivationMeetsATaskInTheMiddle(unread::set));
        assertThat(unread).as("user facts that wait for the task's lock").hasValue(1);
    }

    private void assertThatItHolds(Script script) {
        assertThat(simulation.play(script).map(Simulation.Violation::report).orElse("")).isEmpty();
    }

    private static Map<String, Script> histories() {
        Map<String, Script> histories = new LinkedHashMap<>();
        histories.put("the top of nesting is taken off", DirectedHistories::theTopOfNestingIsTakenOff);
        histories.put("nesting is taken apart from the top before it is planned",
                DirectedHistories::nestingIsTakenApartFromTheTopBeforeItIsPlanned);
        histories.put("nesting is taken apart and emptied before it is planned",
                DirectedHistories::nestingIsTakenApartAndEmptiedBeforeItIsPlanned);
        histories.put("a lower edge goes before the fact of an upper one is planned",
                DirectedHistories::aLowerEdgeGoesBeforeTheFactOfAnUpperOneIsPlanned);
        histories.put("a group between is deleted before the fact above it is planned",
                DirectedHistories::aGroupBetweenIsDeletedBeforeTheFactAboveItIsPlanned);
        histories.put("the group below the edge is deleted before the fact is planned",
                DirectedHistories::theGroupBelowTheEdgeIsDeletedBeforeTheFactIsPlanned);
        histories.put("a member joins below while the edge above is removed",
                DirectedHistories::aMemberJoinsBelowWhileTheEdgeAboveIsRemoved);
        histories.put("the edge above is removed while a member joins below",
                DirectedHistories::theEdgeAboveIsRemovedWhileAMemberJoinsBelow);
        histories.put("nesting changes between the two reads of planning",
                DirectedHistories::nestingChangesBetweenTheTwoReadsOfPlanning);
        histories.put("a link moves and the group is emptied before it is planned",
                DirectedHistories::aLinkMovesAndTheGroupIsEmptiedBeforeItIsPlanned);
        histories.put("an account is deactivated between planning and applying",
                DirectedHistories::deactivatedBetweenPlanningAndApplying);
        histories.put("an account is reactivated between planning and applying",
                DirectedHistories::reactivatedBetweenPlanningAndApplying);
        histories.put("everything is delivered again and late", DirectedHistories::everythingIsDeliveredAgainAndLate);
        histories.put("planning dies before its tasks are acknowledged",
                DirectedHistories::planningDiesBeforeItsTasksAreAcknowledged);
        histories.put("planning comes before the commit", DirectedHistories::planningComesBeforeTheCommit);
        histories.put("an earlier row of the outbox commits later", DirectedHistories::anEarlierRowCommitsLater);
        histories.put("the move of a published batch is lost", DirectedHistories::theMoveOfABatchIsLost);
        return histories;
    }
}
