package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.eventlog.relay.FactLog.Publication;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves facts from one service's outbox into the log. Any number of instances may run; one leads. After any doubt (a new
 * leader, a failed commit, a lost connection) a new epoch is opened and the log's marker compared with the database, so
 * that each fact is in the log exactly once (R27).
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration STAND_BY = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration GATE_CHECK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration PRUNE_EVERY = Duration.ofSeconds(5);
    private static final int PRUNE_LIMIT = 20_000;

    private final String name;
    private final LeaderSession.ConnectionSource connections;
    private final FactLog log;
    private final RelayProperties properties;
    private final Semaphore nudges = new Semaphore(0);
    private volatile RelayStatus status = new RelayStatus.StandingBy();
    private final Thread thread;
    private volatile boolean stopped;
    private long nextPruneNanos = System.nanoTime();

    Relay(String name, LeaderSession.ConnectionSource connections, FactLog log, RelayProperties properties) {
        this.name = name;
        this.connections = connections;
        this.log = log;
        this.properties = properties;
        this.thread = Thread.ofPlatform().name("relay-" + name).unstarted(this::run);
    }

    /** Starts trying to lead, in a thread of its own. */
    public void start() {
        thread.start();
    }

    /** Says that facts may be waiting: the idle leader looks at once. */
    public void nudge() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    public String name() {
        return name;
    }

    public RelayStatus status() {
        return status;
    }

    private void run() {
        while (!stopped) {
            try {
                tryToLead();
            } catch (SQLException | KafkaException | IllegalStateException e) {
                if (!stopped) {
                    LOG.warn("relay {} lost its footing and starts over: {}", name, reason(e));
                    LOG.debug("relay {} failure", name, e);
                    status = new RelayStatus.Waiting(reason(e));
                    pause(AFTER_FAILURE);
                }
            } finally {
                log.close();
            }
        }
    }

    private void tryToLead() throws SQLException {
        var leadership = LeaderSession.tryLead(connections, name);
        if (leadership.isEmpty()) {
            status = new RelayStatus.StandingBy();
            pause(STAND_BY);
            return;
        }
        try (var session = leadership.get()) {
            lead(session);
        }
    }

    private void lead(LeaderSession session) throws SQLException {
        try (var heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("relay-" + name + "-heartbeat").factory())) {
            beat(heart, session);
            try {
                log.openEpoch();
                if (recover(session)) {
                    publishUntilStopped(session);
                }
            } finally {
                heart.shutdownNow();
            }
        }
    }

    private void beat(ScheduledExecutorService heart, LeaderSession session) {
        var _ = heart.scheduleWithFixedDelay(() -> {
            try {
                session.heartbeat();
            } catch (SQLException e) {
                LOG.debug("relay {} heartbeat failed; the next statement of the leader will, too", name, e);
            }
        }, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Compares log and database; true if publishing may go on. */
    private boolean recover(LeaderSession session) throws SQLException {
        var state = session.state();
        if (state.gateClosedBecause() != null) {
            waitForGate(session);
            return false;
        }
        var marker = log.lastMarker();
        var ids = marker.map(m -> List.copyOf(m.positions().keySet())).orElse(List.of());
        var outcome = Recovery.compare(marker, state.batch(), session.identity(), session.stillUnpublished(ids));
        return switch (outcome) {
            case Recovery.InStep _ -> {
                LOG.info("relay {} leads from batch {}", name, state.batch());
                yield true;
            }
            case Recovery.MoveLost(Marker lost) -> {
                session.move(lost.batch(), lost.positions());
                LOG.info("relay {} leads; made up the lost move of batch {}, {} facts", name, lost.batch(),
                        lost.positions().size());
                yield true;
            }
            case Recovery.Diverged(String why) -> {
                LOG.error("relay {} publishes nothing and closes the write gate: {}. Run scimctl restore.", name, why);
                session.closeGate(why);
                waitForGate(session);
                yield false;
            }
        };
    }

    private void waitForGate(LeaderSession session) throws SQLException {
        var state = session.state();
        while (!stopped && state.gateClosedBecause() != null) {
            status = new RelayStatus.GateClosed(state.gateClosedBecause());
            pause(GATE_CHECK);
            state = session.state();
        }
    }

    private void publishUntilStopped(LeaderSession session) throws SQLException {
        var database = session.identity();
        long batch = session.state().batch();
        var idle = properties.shortestPoll();
        while (!stopped) {
            status = new RelayStatus.Leading(batch);
            var rows = session.unpublished(properties.batchSize());
            if (rows.isEmpty()) {
                pruneWhenDue(session);
                idle = await(idle) ? properties.shortestPoll() : longer(idle);
            } else {
                batch = publish(session, rows, batch, database);
                idle = properties.shortestPoll();
            }
        }
    }

    private long publish(LeaderSession session, List<OutboxRow> rows, long batch, DatabaseIdentity database)
            throws SQLException {
        return switch (log.publish(rows, batch + 1, database)) {
            case Publication.Published(List<Position> positions) -> {
                session.move(batch + 1, byEvent(rows, positions));
                Failpoints.reach(Failpoints.RELAY_AFTER_MOVE + name);
                yield batch + 1;
            }
            case Publication.Refused(OutboxRow row, String why) -> {
                LOG.error("relay {}: Kafka refuses {} of key {} for good, the key is parked: {}", name, row.type(),
                        row.key(), why);
                session.refuse(row.id(), why);
                yield batch;
            }
        };
    }

    private static Map<UUID, Position> byEvent(List<OutboxRow> rows, List<Position> positions) {
        Map<UUID, Position> map = LinkedHashMap.newLinkedHashMap(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            map.put(rows.get(i).eventId(), positions.get(i));
        }
        return map;
    }

    private void pruneWhenDue(LeaderSession session) throws SQLException {
        if (System.nanoTime() - nextPruneNanos >= 0) {
            boolean more = session.prune(PRUNE_LIMIT) == PRUNE_LIMIT;
            nextPruneNanos = System.nanoTime() + (more ? 0 : PRUNE_EVERY.toNanos());
        }
    }

    private Duration longer(Duration idle) {
        var doubled = idle.multipliedBy(2);
        return doubled.compareTo(properties.longestPoll()) > 0 ? properties.longestPoll() : doubled;
    }

    private void pause(Duration time) {
        var _ = await(time);
    }

    /** Waits for a nudge, at most so long; true if one came. */
    private boolean await(Duration time) {
        try {
            return nudges.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped = true;
            return false;
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Stops after the batch in hand; what is unpublished waits for the next leader. */
    @Override
    public void close() {
        stopped = true;
        nudges.release();
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
