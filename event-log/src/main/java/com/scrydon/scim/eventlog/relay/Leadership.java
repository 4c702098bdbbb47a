package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import com.scrydon.scim.eventlog.gate.StoreLook;
import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.eventlog.relay.FactLog.Publication;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term as leader: first a new epoch and the comparison of log and database, then batch after batch. Any exception
 * ends the term; the next one compares again. One thread.
 */
final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private static final Duration COMPARE_EVERY = Duration.ofMinutes(5);
    /** While the gate is closed. */
    private static final Duration COMPARE_AGAIN = Duration.ofSeconds(10);
    /** While nothing is published, whose gate was closed beneath the leader. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String relay;
    private final LeaderSession session;
    private final FactLog log;
    private final WriteGate gate;
    private final int batchSize;
    /** What the database was like when it last agreed with the log in this term; null before that. */
    private @Nullable Agreement agreed;
    private final Duration compareEvery;
    /** When that was, 0 before the first time. */
    private long comparedNanos;
    private long lookedNanos;
    /** While the gate is closed: when that was last, 0 before the first time. */
    private long foundClosedNanos;
    private long batch;
    /** So many rows are read: fewer than a batch's while the log takes fewer, so that none is read again and again. */
    private int reach;
    /** So many rows at the head of the outbox have one among them that the log refuses; 0 if none is known to. */
    private int suspects;

    Leadership(String relay, LeaderSession session, FactLog log, WriteGate gate, int batchSize) {
        this(relay, session, log, gate, batchSize, COMPARE_EVERY);
    }

    /** @param compareEvery after so long an idle leader compares again: Kafka may have been replaced beneath it */
    Leadership(String relay, LeaderSession session, FactLog log, WriteGate gate, int batchSize,
            Duration compareEvery) {
        this.compareEvery = compareEvery;
        this.gate = gate;
        this.relay = relay;
        this.session = session;
        this.log = log;
        this.batchSize = batchSize;
        this.reach = batchSize;
    }

    private record Agreement(DatabaseIdentity database, int begunAnew) {}

    /** What a step came to. */
    sealed interface Step {

        /** Log and database agree from here on. */
        record Agreed(long batch) implements Step {}

        /** A batch is in the log and moved in the database. */
        record Published(long batch, int facts) implements Step {}

        /** The log refused one fact of a batch; smaller batches will find out which. */
        record Narrowed() implements Step {}

        /** The log refused a fact for good; its key waits, the others go on. */
        record KeyParked() implements Step {}

        /** Nothing waits in the outbox. */
        record Idle() implements Step {}

        /** Nothing may be published. */
        record GateClosed(String reason) implements Step {}
    }

    /** Does what is next: compare, publish one batch, or look in vain. */
    Step step() throws SQLException {
        var agreement = agreed;
        if (agreement == null) {
            return compare();
        }
        var rows = session.unpublished(suspects == 0 ? reach : Math.max(1, suspects / 2));
        if (rows.isEmpty()) {
            return idle(agreement);
        }
        var taken = log.batch(rows);
        reach = Math.min(batchSize, 2 * (taken.size() < rows.size() ? taken.size() : reach));
        return isAsAgreed(agreement) ? publish(taken, agreement.database) : compare();
    }

    private Step idle(Agreement agreement) throws SQLException {
        if (isDue(lookedNanos, LOOK_EVERY) && !isAsAgreed(agreement)) {
            return compare();
        }
        if (isDue(comparedNanos, compareEvery)) {
            agreed = null;
        }
        return new Step.Idle();
    }

    /**
     * Whether the row of the relay is as it was when log and database agreed. It is not if a process closed the gate, an operator had
     * the relay begin anew, or another Postgres was promoted. Asked after the rows were read and before they are published.
     */
    private boolean isAsAgreed(Agreement agreement) throws SQLException {
        var found = session.look();
        lookedNanos = System.nanoTime();
        boolean same = found.closedBecause().isEmpty() && found.state().batch() == batch
                && agreement.equals(new Agreement(found.state().database(), found.state().begunAnew()));
        if (!same) {
            LOG.warn("relay {}: the database is not as it was at batch {}, it is compared again", relay, batch);
            agreed = null;
            suspects = 0;
        }
        return same;
    }

    long batch() {
        return batch;
    }

    LeaderSession session() {
        return session;
    }

    /** A gate that a relay has closed opens by itself once log and database agree: while it was closed nothing has changed. */
    private Step compare() throws SQLException {
        var found = session.look();
        gate.rowSays(found.closedBecause());
        if (found.closedBecause().isEmpty()) {
            foundClosedNanos = 0;
            return step(recovery(found), found);
        }
        var closed = new Step.GateClosed(found.closedBecause().get());
        if (found.closedByMemory() || !isDue(foundClosedNanos, COMPARE_AGAIN)) {
            return closed;
        }
        foundClosedNanos = System.nanoTime();
        var recovery = recovery(found);
        if (recovery instanceof Recovery.Diverged) {
            return closed;
        }
        // A lost move is made up before the gate opens: other processes compare what they remember with this row.
        var agreement = step(recovery, found);
        LOG.info("relay {}: log and database agree again, the write gate opens", relay);
        session.openGate();
        gate.rowSays(Optional.empty());
        return agreement;
    }

    private static boolean isDue(long lastNanos, Duration every) {
        return lastNanos == 0 || System.nanoTime() - lastNanos >= every.toNanos();
    }

    private Recovery recovery(StoreLook found) throws SQLException {
        log.openEpoch();
        var marker = log.lastMarker(FactLog.LastMove.of(found));
        var ids = marker.map(m -> List.copyOf(m.positions().keySet())).orElse(List.of());
        var madeAnew = session.topicsMadeAnew(log.topicIds());
        return madeAnew.isEmpty()
                ? Recovery.compare(marker, found.state().batch(), found.state().database(),
                        session.stillUnpublished(ids))
                : Recovery.topicsLost(madeAnew);
    }

    private Step step(Recovery recovery, StoreLook found) throws SQLException {
        return switch (recovery) {
            case Recovery.InStep _ -> agree(found.state().batch(), found);
            case Recovery.MoveLost(Marker lost) -> {
                session.move(lost.batch(), lost.positions(), log.topicIds());
                LOG.info("relay {} made up the lost move of batch {}, {} facts", relay, lost.batch(),
                        lost.positions().size());
                yield agree(lost.batch(), found);
            }
            case Recovery.Diverged(String why) -> {
                session.closeGate(why);
                gate.rowSays(Optional.of(why));
                yield new Step.GateClosed(why);
            }
        };
    }

    private Step agree(long at, StoreLook found) {
        if (comparedNanos == 0) {
            LOG.info("relay {} leads from batch {}", relay, at);
        }
        comparedNanos = System.nanoTime();
        batch = at;
        agreed = new Agreement(found.state().database(), found.state().begunAnew());
        gate.moved(at);
        gate.agreed();
        return new Step.Agreed(at);
    }

    private Step publish(List<OutboxRow> rows, DatabaseIdentity database) throws SQLException {
        Failpoints.reach(Failpoints.RELAY_BEFORE_SEND + relay);
        return switch (log.publish(rows, batch + 1, database)) {
            case Publication.Published(List<Position> positions) -> {
                session.move(batch + 1, byEvent(rows, positions), log.topicIds());
                Failpoints.reach(Failpoints.RELAY_AFTER_MOVE + relay);
                batch++;
                gate.moved(batch);
                suspects = Math.max(0, suspects - rows.size());
                yield new Step.Published(batch, rows.size());
            }
            case Publication.Refused(OutboxRow row, String why) -> park(row, why);
            case Publication.OneRefused(String why) -> {
                LOG.warn("relay {}: Kafka refuses one of {} facts, looking for it: {}", relay, rows.size(), why);
                suspects = rows.size();
                yield new Step.Narrowed();
            }
        };
    }

    private Step park(OutboxRow row, String why) throws SQLException {
        LOG.error("relay {}: Kafka refuses {} of key {} for good, the key is parked: {}", relay, row.type(),
                row.key(), why);
        session.refuse(row.id(), why);
        suspects = 0;
        return new Step.KeyParked();
    }

    private static Map<UUID, Position> byEvent(List<OutboxRow> rows, List<Position> positions) {
        Map<UUID, Position> map = LinkedHashMap.newLinkedHashMap(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            map.put(rows.get(i).eventId(), positions.get(i));
        }
        return map;
    }

    @Override
    public void close() throws SQLException {
        try (session) {
            log.close();
        }
    }
}
