package com.scrydon.scim.worker.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.lag.Positions;
import com.scrydon.scim.worker.jobs.Job.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a difference counts as drift. */
@Tag("R35")
class SecondLookTests {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Difference ONE = new Difference(new UUID(1, 1), new UUID(2, 1), true);
    private static final Difference OTHER = new Difference(new UUID(1, 2), new UUID(2, 1), false);
    private static final Job JOB = new Job(new UUID(3, 3), new UUID(4, 4), JobKind.DRIFT_CHECK,
            new Scope.Organisation(), JobState.RUNNING, new UUID(0, 0), Found.NOTHING, OptionalLong.empty(),
            Optional.of("Ada"), BEGIN, Optional.empty(), Optional.empty(), Optional.empty());

    private final SecondLook look = new SecondLook();
    private boolean waits;
    private Optional<Positions> positions = Optional.empty();
    private int second;

    private Optional<List<Difference>> look(Difference... differences) {
        second++;
        return look.confirmed(JOB, List.of(differences), BEGIN.plusSeconds(second), new SecondLook.Traffic() {

            @Override
            public boolean waitsInTheOutbox(UUID organisation, Instant decidedBefore) {
                return waits;
            }

            @Override
            public Optional<Positions> positions() {
                return positions;
            }
        });
    }

    /** Kafka says after the last look that the consumer is there, of so many. */
    private void consumed(long committed, long end) {
        positions = Optional.of(new Positions(BEGIN.plusSeconds(second).plusMillis(500), Map.of("tasks 0", end),
                Map.of("tasks 0", committed)));
    }

    @Test
    void r35_nothingDiffersAtOnce() {
        assertThat(look()).contains(List.of());
    }

    @Test
    void r35_whatStaysWhileAllThatWasOnItsWayGoesThroughIsDrift() {
        assertThat(look(ONE, OTHER)).isEmpty();
        consumed(5, 9);
        assertThat(look(ONE, OTHER)).isEmpty();
        consumed(9, 12);
        assertThat(look(ONE)).as("planned, not applied").isEmpty();
        consumed(12, 12);
        assertThat(look(ONE, OTHER)).as("the other was right in between").contains(List.of(ONE));
    }

    @Test
    void r35_whatWaitsInTheOutboxIsOnItsWay() {
        waits = true;
        for (int i = 0; i < 5; i++) {
            assertThat(look(ONE)).isEmpty();
            consumed(9, 9);
        }
        assertThat(look()).as("it came").contains(List.of());
    }

    @Test
    void r28_nothingCountsWhileKafkaDoesNotSayOrSaidItBefore() {
        for (int i = 0; i < 5; i++) {
            assertThat(look(ONE)).isEmpty();
        }
        positions = Optional.of(new Positions(BEGIN, Map.of("tasks 0", 9L), Map.of("tasks 0", 9L)));
        for (int i = 0; i < 5; i++) {
            assertThat(look(ONE)).isEmpty();
        }
    }
}
