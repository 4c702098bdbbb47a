package com.scrydon.scim.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import com.scrydon.scim.eventlog.relay.FactLog;
import com.scrydon.scim.eventlog.relay.Marker;
import com.scrydon.scim.eventlog.relay.OutboxRow;
import com.scrydon.scim.worker.simulation.DirectedHistories.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The system broken on purpose: simulations that did not notice would prove nothing about the system as it is. Each
 * break is noticed twice: by the directed history made for it, which the real system passes in
 * {@link DirectedHistoryTests}, and by some seed among the first few hundred.
 */
@Tag("slow")
class MutantTests {

    private static final int SEEDS = Integer.getInteger("scim.simulation.mutant-seeds", 400);

    @Test
    void aRelayThatReadsByCursorInsteadOfAllIsNoticed() {
        var cursor = new Rewritten("where (o.topic, o.key) not in (",
                "where o.id > (select coalesce(max(p.id), 0) from outbox_published p) and (o.topic, o.key) not in (");
        assertThatItIsNoticed(cursor, DirectedHistories::anEarlierRowCommitsLater);
        assertThatSomeSeedNotices(cursor);
    }

    @Test
    void aRelayThatDoesNotAskTheMarkerIsNoticed() {
        var trusting = new Mutation() {
            @Override
            public FactLog log(String relay, FactLog real, Databases databases) {
                return new TrustingLog(relay, real, databases);
            }
        };
        assertThatItIsNoticed(trusting, DirectedHistories::theMoveOfABatchIsLost);
        assertThatSomeSeedNotices(trusting);
    }

    /** Random histories meet this seldom: the same account in a task that stands still and in a deactivation. */
    @Test
    void applyingWithoutTheLockOfTheAccountIsNoticed() {
        var lockless = new Rewritten("order by account_id for no key update", "order by account_id");
        assertThatItIsNoticed(lockless, DirectedHistories.aDeactivationMeetsATaskInTheMiddle(
                unread -> assertThat(unread).as("user facts that wait").isZero()));
    }

    @Test
    void planningThatLooksOneLinkDownOnlyIsNoticed() {
        var shallow = new Rewritten("select group_id from directory.groups_at_or_below(?::uuid[])",
                "select * from unnest(?::uuid[])");
        assertThatItIsNoticed(shallow, DirectedHistories::theTopOfNestingIsTakenOff);
        assertThatSomeSeedNotices(shallow);
    }

    @Test
    void planningThatDoesNotAwaitItsTasksIsNoticed() {
        var hasty = new Mutation() {
            @Override
            public boolean tasksAreAcknowledgedTooEarly() {
                return true;
            }
        };
        assertThatItIsNoticed(hasty, DirectedHistories::planningDiesBeforeItsTasksAreAcknowledged);
        assertThatSomeSeedNotices(hasty);
    }

    @Test
    void planningBeforeTheDirectoryCommitsIsNoticed() {
        var early = new Mutation() {
            @Override
            public boolean plansBeforeTheCommit() {
                return true;
            }
        };
        assertThatItIsNoticed(early, DirectedHistories::planningComesBeforeTheCommit);
        assertThatSomeSeedNotices(early);
    }

    private static void assertThatItIsNoticed(Mutation mutation, Script script) {
        var noticed = new Simulation(mutation).play(script);
        assertThat(mutation.happened()).as("the system was really broken").isTrue();
        assertThat(noticed).as("the invariant that the directed history breaks").isPresent();
    }

    private static void assertThatSomeSeedNotices(Mutation mutation) {
        var simulation = new Simulation(mutation);
        var noticed = LongStream.range(0, SEEDS).filter(simulation::breaks).findFirst();
        assertThat(noticed).as("a seed that breaks an invariant").isPresent();
        var found = simulation.run(noticed.getAsLong()).orElseThrow();
        System.out.println(found.report());
        assertThat(found.steps()).as("steps after shrinking")
                .hasSizeLessThan(Histories.of(noticed.getAsLong()).size());
    }

    /** Replaces a part of the statements that relay and worker send. */
    private static final class Rewritten implements Mutation {

        private final String part;
        private final String replacement;
        private boolean happened;

        Rewritten(String part, String replacement) {
            this.part = part;
            this.replacement = replacement;
        }

        @Override
        public String statement(String sql) {
            var rewritten = sql.replace(part, replacement);
            happened |= !rewritten.equals(sql);
            return rewritten;
        }

        @Override
        public boolean happened() {
            return happened;
        }
    }

    /** A log that takes the database's word for what was published. */
    private record TrustingLog(String relay, FactLog real, Databases databases) implements FactLog {

        @Override
        public void openEpoch() {
            real.openEpoch();
        }

        @Override
        public Optional<Marker> lastMarker(LastMove move) {
            return real.lastMarker(move).map(last -> new Marker(databases.owner()
                    .sql("select relay_batch from directory.relay where :relay = 'directory'"
                            + " union all select relay_batch from membership.relay where :relay = 'membership'")
                    .param("relay", relay).query(Long.class).single(), Map.of(), last.database()));
        }

        @Override
        public Publication publish(List<OutboxRow> rows, long batch, DatabaseIdentity database) {
            return real.publish(rows, batch, database);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
