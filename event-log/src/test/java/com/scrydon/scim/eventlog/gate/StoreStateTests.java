package com.scrydon.scim.eventlog.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R27")
class StoreStateTests {

    private static final StoreState KNOWN = state("7", 3, 1, 20, 1_000);

    private static StoreState state(String system, int timeline, int begunAnew, long batch, long wal) {
        return new StoreState(new DatabaseIdentity(system, timeline), begunAnew, batch, wal);
    }

    private static Optional<String> older(StoreState seen) {
        return seen.olderThan(KNOWN);
    }

    @Test
    void r27_theSameAndLaterStatesAreNotOlder() {
        assertThat(older(KNOWN)).isEmpty();
        assertThat(older(state("7", 3, 1, 21, 1_001))).isEmpty();
    }

    @Test
    void r27_aLaterTimelineWithNoSmallerBatchIsNotOlderWhateverItsLogOfWrites() {
        assertThat(older(state("7", 4, 1, 20, 900))).isEmpty();
        assertThat(older(state("7", 4, 1, 19, 2_000))).isPresent();
    }

    @Test
    void r27_anotherClusterAnEarlierTimelineASmallerBatchAndAShorterLogOfWritesAreOlder() {
        assertThat(older(state("8", 3, 1, 20, 1_000)).orElseThrow()).contains("another database cluster");
        assertThat(older(state("7", 2, 1, 20, 1_000)).orElseThrow()).contains("timeline 2");
        assertThat(older(state("7", 3, 1, 19, 1_000)).orElseThrow()).contains("batch 19");
        assertThat(older(state("7", 3, 1, 20, 999)).orElseThrow()).contains("the last 1 bytes");
        assertThat(older(state("7", 3, 0, 30, 1_000))).isPresent();
    }

    @Test
    void r27_aPromotedStandbyMayLackTheLastMoveOnly() {
        assertThat(state("7", 4, 1, 19, 900).withoutTheLastMoveOf(KNOWN)).isPresent();
        assertThat(state("7", 4, 1, 18, 900).withoutTheLastMoveOf(KNOWN)).isEmpty();
        assertThat(state("7", 3, 1, 19, 900).withoutTheLastMoveOf(KNOWN)).isEmpty();
        assertThat(state("8", 4, 1, 19, 900).withoutTheLastMoveOf(KNOWN)).isEmpty();
        assertThat(state("7", 4, 0, 19, 900).withoutTheLastMoveOf(KNOWN)).isEmpty();
    }

    @Test
    void r28b_whatAnOperatorHadBeginAnewIsNotOlder() {
        assertThat(older(state("7", 3, 2, 0, 900))).isEmpty();
        assertThat(older(state("8", 1, 2, 0, 0))).isEmpty();
    }
}
