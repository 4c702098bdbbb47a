package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R27")
class RecoveryTests {

    private static final DatabaseIdentity DATABASE = new DatabaseIdentity("7", 1);
    private static final UUID FACT = new UUID(0, 1);

    @Test
    void nothingPublishedYetIsInStep() {
        assertThat(Recovery.compare(Optional.empty(), 0, DATABASE, Set.of())).isInstanceOf(Recovery.InStep.class);
    }

    @Test
    void equalBatchesAreInStep() {
        assertThat(Recovery.compare(marker(5), 5, DATABASE, Set.of())).isInstanceOf(Recovery.InStep.class);
    }

    @Test
    void equalBatchesAfterAPromotionAreInStep() {
        assertThat(Recovery.compare(marker(5), 5, new DatabaseIdentity("7", 2), Set.of()))
                .isInstanceOf(Recovery.InStep.class);
    }

    @Test
    void equalBatchesOfAnotherClusterOrAnEarlierTimelineAreARestoredDatabase() {
        assertThat(Recovery.compare(marker(5), 5, new DatabaseIdentity("8", 1), Set.of()))
                .isInstanceOf(Recovery.Diverged.class);
        assertThat(Recovery.compare(marker(5), 5, new DatabaseIdentity("7", 0), Set.of()))
                .isInstanceOf(Recovery.Diverged.class);
    }

    @Test
    void equalBatchesWithAFactOfThatBatchStillInTheOutboxAreARestoredDatabase() {
        assertThat(Recovery.compare(marker(5), 5, DATABASE, Set.of(FACT))).isInstanceOf(Recovery.Diverged.class);
    }

    @Test
    void oneBatchMoreInTheLogWithAllItsFactsUnpublishedIsALostMove() {
        assertThat(Recovery.compare(marker(6), 5, DATABASE, Set.of(FACT))).isInstanceOf(Recovery.MoveLost.class);
    }

    @Test
    void oneBatchMoreInTheLogAfterAPromotionThatHasAllItsFactsIsALostMoveToo() {
        assertThat(Recovery.compare(marker(6), 5, new DatabaseIdentity("7", 2), Set.of(FACT)))
                .isInstanceOf(Recovery.MoveLost.class);
    }

    @Test
    void oneBatchMoreInTheLogOfAnotherClusterOrALaterTimelineIsARestoredDatabase() {
        assertThat(Recovery.compare(marker(6), 5, new DatabaseIdentity("8", 1), Set.of(FACT)))
                .isInstanceOf(Recovery.Diverged.class);
        assertThat(Recovery.compare(marker(6), 5, new DatabaseIdentity("7", 0), Set.of(FACT)))
                .isInstanceOf(Recovery.Diverged.class);
    }

    @Test
    void theReasonNamesTheRemedyOfWhatIsBehind() {
        assertThat(reason(Recovery.compare(marker(4), 5, DATABASE, Set.of()))).contains("Kafka was restored",
                "scimctl restore --republish");
        assertThat(reason(Recovery.compare(Optional.empty(), 5, DATABASE, Set.of())))
                .contains("scimctl restore --republish");
        assertThat(reason(Recovery.compare(marker(7), 5, DATABASE, Set.of()))).contains("the database was restored",
                "Restore Postgres to its very end", "\"scimctl restore\" does not help");
    }

    private static String reason(Recovery recovery) {
        return recovery instanceof Recovery.Diverged(var why) ? why : "none";
    }

    @Test
    void whoStandsByAgreesWithALeaderThatGoesOnAndLeavesALostMoveToIt() {
        assertThat(Recovery.standingBy(marker(5), 5, DATABASE)).containsInstanceOf(Recovery.InStep.class);
        assertThat(Recovery.standingBy(marker(5), 9, DATABASE)).containsInstanceOf(Recovery.InStep.class);
        assertThat(Recovery.standingBy(marker(6), 5, DATABASE)).isEmpty();
        assertThat(Recovery.standingBy(marker(7), 5, DATABASE)).containsInstanceOf(Recovery.Diverged.class);
        assertThat(Recovery.standingBy(marker(5), 5, new DatabaseIdentity("8", 1)))
                .containsInstanceOf(Recovery.Diverged.class);
        assertThat(Recovery.standingBy(Optional.empty(), 0, DATABASE)).containsInstanceOf(Recovery.InStep.class);
        assertThat(Recovery.standingBy(Optional.empty(), 3, DATABASE)).isEmpty();
    }

    @Test
    void oneBatchMoreInTheLogWithoutItsFactsIsARestoredDatabase() {
        assertThat(Recovery.compare(marker(6), 5, DATABASE, Set.of())).isInstanceOf(Recovery.Diverged.class);
    }

    @Test
    void anyOtherDistanceIsADivergence() {
        assertThat(Recovery.compare(marker(7), 5, DATABASE, Set.of(FACT))).isInstanceOf(Recovery.Diverged.class);
        assertThat(Recovery.compare(marker(4), 5, DATABASE, Set.of())).isInstanceOf(Recovery.Diverged.class);
        assertThat(Recovery.compare(Optional.empty(), 5, DATABASE, Set.of())).isInstanceOf(Recovery.Diverged.class);
    }

    private static Optional<Marker> marker(long batch) {
        return Optional.of(new Marker(batch, Map.of(FACT, new Position(0, 1)), DATABASE));
    }
}
