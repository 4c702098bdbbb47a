package com.scrydon.scim.eventlog.relay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a new leader, or one in doubt, finds when it compares the log's marker with the database (ARCHITECTURE.md,
 * decision 3).
 */
public sealed interface Recovery {

    /** Log and database agree: go on. */
    record InStep() implements Recovery {}

    /** The last batch is in the log, but its move in the database was lost: make it up. */
    record MoveLost(Marker marker) implements Recovery {}

    /** Postgres or Kafka was restored, truncated or replaced: publish nothing and close the write gate. */
    record Diverged(String reason) implements Recovery {}

    /**
     * Compares.
     *
     * @param marker the log's last marker
     * @param databaseBatch number of the last batch that the database moved
     * @param database the database that is there now
     * @param unpublished ids of the marker's facts that are still in the outbox
     */
    static Recovery compare(Optional<Marker> marker, long databaseBatch, DatabaseIdentity database,
            Set<UUID> unpublished) {
        if (marker.isEmpty()) {
            return databaseBatch == 0
                    ? new InStep()
                    : new Diverged("the database has published " + databaseBatch
                            + " batches, Kafka has no marker of any: Kafka was lost or replaced");
        }
        var found = marker.get();
        if (found.batch() == databaseBatch) {
            return sameBatch(found, database, unpublished);
        }
        var difference = "Kafka's last batch is " + found.batch() + ", the database's is " + databaseBatch;
        if (found.batch() != databaseBatch + 1) {
            return new Diverged(difference + ": one of them was restored to an earlier state");
        }
        if (!found.database().equals(database)) {
            return new Diverged(difference + ", and the database is not the one that published it (" + database
                    + " instead of " + found.database() + "): it was restored");
        }
        if (!unpublished.containsAll(found.positions().keySet())) {
            return new Diverged(
                    difference + ", and facts of that batch are not in the outbox: the database was restored");
        }
        return new MoveLost(found);
    }

    /** Topics of other ids than those that were published into: what was in the old ones is gone. */
    static Recovery topicsLost(List<String> madeAnew) {
        return new Diverged("Kafka has lost what was published: made anew were " + String.join(", ", madeAnew));
    }

    /** Equal numbers can be a coincidence: a database that was restored and counted up to the same number again. */
    private static Recovery sameBatch(Marker found, DatabaseIdentity database, Set<UUID> unpublished) {
        if (!found.database().systemIdentifier().equals(database.systemIdentifier())) {
            return new Diverged("batch " + found.batch() + " was published from another database cluster ("
                    + found.database() + "), this one is " + database);
        }
        if (found.database().timeline() > database.timeline()) {
            return new Diverged("batch " + found.batch() + " was published on timeline " + found.database().timeline()
                    + ", the database is on the earlier timeline " + database.timeline() + ": it was restored");
        }
        if (found.positions().keySet().stream().anyMatch(unpublished::contains)) {
            return new Diverged("batch " + found.batch()
                    + " is published, yet facts of it are in the outbox: the database was restored");
        }
        return new InStep();
    }
}
