package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import com.scrydon.scim.eventlog.gate.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a new leader, or one in doubt, finds when it compares the log's marker with the database (ARCHITECTURE.md,
 * "How the relay is exactly once").
 */
public sealed interface Recovery {

    /** Log and database agree: go on. */
    record InStep() implements Recovery {}

    /** The last batch is in the log, but its move in the database was lost: make it up. */
    record MoveLost(Marker marker) implements Recovery {}

    /** Postgres or Kafka was restored, truncated or replaced: publish nothing and close the write gate. The reason has the remedy. */
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
                    : kafkaLost("the database has published " + databaseBatch
                            + " batches, Kafka has no marker of any: Kafka was lost or replaced");
        }
        var found = marker.get();
        var elsewhere = anotherDatabase(found, database);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        if (found.batch() < databaseBatch) {
            return kafkaLost(difference(found, databaseBatch) + ": Kafka was restored to an earlier state");
        }
        if (found.batch() > databaseBatch + 1) {
            return postgresOlder(difference(found, databaseBatch) + ": the database was restored to an earlier state");
        }
        return found.batch() == databaseBatch
                ? sameBatch(found, unpublished)
                : nextBatch(found, databaseBatch, unpublished);
    }

    /**
     * Compares as one who does not lead. The leader may be between a batch and its move, and may have gone on since the marker was
     * read: empty if only it can tell.
     *
     * @param databaseBatch read after the marker
     */
    static Optional<Recovery> standingBy(Optional<Marker> marker, long databaseBatch, DatabaseIdentity database) {
        if (marker.isEmpty() || marker.get().batch() == databaseBatch + 1) {
            return databaseBatch == 0 && marker.isEmpty() ? Optional.of(new InStep()) : Optional.empty();
        }
        if (marker.get().batch() <= databaseBatch) {
            return anotherDatabase(marker.get(), database).or(() -> Optional.of(new InStep()));
        }
        return Optional.of(compare(marker, databaseBatch, database, Set.of()));
    }

    /** Topics of other ids than those that were published into: what was in the old ones is gone. */
    static Recovery topicsLost(List<String> madeAnew) {
        return kafkaLost("Kafka has lost what was published: made anew were " + String.join(", ", madeAnew));
    }

    /** A later timeline is a promoted standby, or a restore: what it has lost shows in batches and facts. */
    private static Optional<Recovery> anotherDatabase(Marker found, DatabaseIdentity database) {
        if (!found.database().systemIdentifier().equals(database.systemIdentifier())) {
            return Optional.of(postgresOlder("batch " + found.batch() + " was published from another database cluster ("
                    + found.database() + "), this one is " + database));
        }
        if (found.database().timeline() > database.timeline()) {
            return Optional.of(postgresOlder("batch " + found.batch() + " was published on timeline "
                    + found.database().timeline() + ", the database is on the earlier timeline " + database.timeline()
                    + ": it was restored"));
        }
        return Optional.empty();
    }

    /** Equal numbers can be a coincidence: a database that was restored and counted up to the same number again. */
    private static Recovery sameBatch(Marker found, Set<UUID> unpublished) {
        return found.positions().keySet().stream().anyMatch(unpublished::contains)
                ? postgresOlder("batch " + found.batch()
                        + " is published, yet facts of it are in the outbox: the database was restored")
                : new InStep();
    }

    private static Recovery nextBatch(Marker found, long databaseBatch, Set<UUID> unpublished) {
        return unpublished.containsAll(found.positions().keySet())
                ? new MoveLost(found)
                : postgresOlder(difference(found, databaseBatch)
                        + ", and facts of that batch are not in the outbox: the database was restored");
    }

    private static String difference(Marker found, long databaseBatch) {
        return "Kafka's last batch is " + found.batch() + ", the database's is " + databaseBatch;
    }

    private static Recovery kafkaLost(String reason) {
        return new Diverged(Remedy.ofLostKafka(reason));
    }

    private static Recovery postgresOlder(String reason) {
        return new Diverged(Remedy.ofOlderPostgres(reason));
    }
}
