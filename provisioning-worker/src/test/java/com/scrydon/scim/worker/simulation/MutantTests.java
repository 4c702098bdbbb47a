package com.scrydon.scim.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.relay.DatabaseIdentity;
import com.scrydon.scim.eventlog.relay.FactLog;
import com.scrydon.scim.eventlog.relay.Marker;
import com.scrydon.scim.eventlog.relay.OutboxRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The system broken on purpose: simulations that did not notice would prove nothing about the system as it is. */
class MutantTests {

    private static final int SEEDS = 400;

    @Test
    void aRelayThatReadsByCursorInsteadOfAllIsNoticed() {
        assertThatItIsNoticed(new Mutation() {
            @Override
            public String statement(String sql) {
                return sql.replace("where not exists (\n    select from outbox r",
                        "where o.id > (select coalesce(max(p.id), 0) from outbox_published p) and not exists (\n"
                                + "    select from outbox r");
            }
        });
    }

    @Test
    void aRelayThatDoesNotAskTheMarkerIsNoticed() {
        assertThatItIsNoticed(new Mutation() {
            @Override
            public FactLog log(String relay, FactLog real, Databases databases) {
                return new TrustingLog(relay, real, databases);
            }
        });
    }

    @Test
    void applyingWithoutTheLockOfTheAccountIsNoticed() {
        assertThatItIsNoticed(new Mutation() {
            @Override
            public String statement(String sql) {
                return sql.replace("order by account_id for no key update", "order by account_id");
            }
        });
    }

    @Test
    void planningThatDoesNotAwaitItsTasksIsNoticed() {
        assertThatItIsNoticed(new Mutation() {
            @Override
            public boolean tasksAreAcknowledgedTooEarly() {
                return true;
            }
        });
    }

    @Test
    void planningBeforeTheDirectoryCommitsIsNoticed() {
        assertThatItIsNoticed(new Mutation() {
            @Override
            public boolean plansBeforeTheCommit() {
                return true;
            }
        });
    }

    private static void assertThatItIsNoticed(Mutation mutation) {
        var simulation = new Simulation(mutation);
        var noticed = LongStream.range(0, SEEDS).filter(simulation::breaks).findFirst();
        System.out.println("noticed at seed " + noticed);
        noticed.ifPresent(seed -> System.out.println(simulation.run(seed).orElseThrow().report()));
        assertThat(noticed).as("a seed that breaks an invariant").isPresent();
    }

    /** A log that takes the database's word for what was published. */
    private record TrustingLog(String relay, FactLog real, Databases databases) implements FactLog {

        @Override
        public void openEpoch() {
            real.openEpoch();
        }

        @Override
        public Optional<Marker> lastMarker() {
            return real.lastMarker().map(last -> new Marker(databases.owner()
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
