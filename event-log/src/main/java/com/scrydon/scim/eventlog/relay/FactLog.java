package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import com.scrydon.scim.eventlog.gate.StoreLook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log that facts are published into. A port, so that simulations can take Kafka's place; the promises are Kafka's:
 * opening an epoch fences every earlier one, and a batch with its marker appears whole or not at all.
 */
public interface FactLog extends AutoCloseable {

    /** Starts a new epoch: whoever published under the relay's name before can no longer commit anything. */
    void openEpoch();

    /**
     * Ids of the topics by name, as the present epoch found them: a topic that was deleted and made anew has another id.
     * Empty if the log has no such thing.
     */
    default Map<String, String> topicIds() {
        return Map.of();
    }

    /**
     * The marker of the last committed batch of the relay, read to the end of the log; empty if there is none.
     *
     * @throws RuntimeException if it cannot be told from what others may have written
     */
    Optional<Marker> lastMarker(LastMove move);

    /**
     * What the database says of the batch that it moved last.
     *
     * @param batch 0 before the first
     * @param signed whether it was published with MACs; where it was not, a marker without one counts
     */
    record LastMove(long batch, boolean signed) {

        static LastMove of(StoreLook look) {
            return new LastMove(look.state().batch(), look.signed());
        }
    }

    /**
     * As many of the rows, from the first on, as one transaction should take: at least one. A row may be more than one record in the
     * log.
     *
     * @param rows not empty
     */
    default List<OutboxRow> batch(List<OutboxRow> rows) {
        return rows;
    }

    /** Publishes the rows and the marker of their batch in one transaction of the present epoch. */
    Publication publish(List<OutboxRow> rows, long batch, DatabaseIdentity database);

    @Override
    void close();

    /** What became of a batch. Anything in doubt is an exception instead: open a new epoch and compare. */
    sealed interface Publication {

        /** Committed; positions in the order of the rows. */
        record Published(List<Position> positions) implements Publication {}

        /** The log will never take this row; nothing of the batch was published. */
        record Refused(OutboxRow row, String reason) implements Publication {}

        /**
         * The log will never take one of several rows, and does not say which: in a transaction one failure makes others
         * fail, too. Nothing of the batch was published.
         */
        record OneRefused(String reason) implements Publication {}
    }
}
