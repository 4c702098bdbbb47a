package com.scrydon.scim.eventlog.gate;

import java.util.Optional;

/**
 * How far a Postgres is, in numbers that only grow while it is the same and loses nothing.
 *
 * @param database which it is
 * @param begunAnew how often an operator had the relay begin anew, which sets its batches back on purpose
 * @param batch number of the last batch that the relay has moved
 * @param walPosition up to which its log of writes is on disk, in bytes; says nothing across timelines
 */
public record StoreState(DatabaseIdentity database, int begunAnew, long batch, long walPosition) {

    /**
     * Why this is an older state than one that is known of it, or another Postgres; empty if nothing is missing here. A later timeline
     * is a promotion or a restore: it has lost nothing that was published if it has the batch.
     */
    Optional<String> olderThan(StoreState known) {
        if (begunAnew > known.begunAnew) {
            return Optional.empty();
        }
        if (!database.systemIdentifier().equals(known.database.systemIdentifier())) {
            return Optional.of("this Postgres is another database cluster (" + database + " instead of "
                    + known.database + ")");
        }
        if (database.timeline() < known.database.timeline()) {
            return Optional.of("Postgres is on timeline " + database.timeline() + " and was on "
                    + known.database.timeline() + " before: it was restored to an earlier state");
        }
        if (begunAnew < known.begunAnew || batch < known.batch) {
            return Optional.of("Postgres is at batch " + batch + " and was at " + known.batch
                    + " before: it was restored to an earlier state");
        }
        if (database.timeline() == known.database.timeline() && walPosition < known.walPosition) {
            return Optional.of("Postgres has lost the last " + (known.walPosition - walPosition)
                    + " bytes of what it had written: it was restored to an earlier state");
        }
        return Optional.empty();
    }

    /**
     * Why this may be a standby, promoted before the move of the last batch reached it: its facts are in the log and still in the
     * outbox. Only the relay can tell, who makes that move up. Empty if it is something else.
     */
    Optional<String> withoutTheLastMoveOf(StoreState known) {
        boolean may = begunAnew == known.begunAnew
                && database.systemIdentifier().equals(known.database.systemIdentifier())
                && database.timeline() > known.database.timeline() && batch == known.batch - 1;
        return may
                ? Optional.of("Postgres is on the later timeline " + database.timeline() + " at batch " + batch
                        + " and was at " + known.batch + ": if only that batch's move was lost, the relay makes it up"
                        + " once Kafka is there, and the gate opens by itself; else it was restored to an earlier state")
                : Optional.empty();
    }

    StoreState withBatch(long newer) {
        return new StoreState(database, begunAnew, Math.max(batch, newer), walPosition);
    }
}
