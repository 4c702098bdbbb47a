package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.gate.GateRow;
import com.scrydon.scim.eventlog.gate.StoreLook;
import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.SupervisedThread;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves facts from one service's outbox into the log. Any number of instances may run; one leads. After any doubt (a new
 * leader, a failed commit, a lost connection) a new epoch is opened and the log's marker compared with the database, so
 * that each fact is in the log exactly once (R27). Works in turns, so that simulations can run it without a thread.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration STAND_BY = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration GATE_CHECK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration PRUNE_EVERY = Duration.ofSeconds(5);
    /** Under load, where the outbox is never found empty. */
    private static final Duration PRUNE_AT_LEAST_EVERY = Duration.ofMinutes(1);
    private static final Duration PRUNE_AFTER_FAILURE = Duration.ofMinutes(1);
    /** Few enough for a disk that is busy: each takes look-ups in the months of the audit index since the fact. */
    static final int PRUNE_LIMIT = 2_000;
    /** Facts wait meanwhile. */
    private static final Duration PRUNE_FOR = Duration.ofSeconds(1);

    private final String name;
    private final LeaderSession.ConnectionSource connections;
    private final FactLog log;
    private final WriteGate gate;
    private final RelayProperties properties;
    private final RelayMeters meters;
    private final Semaphore nudges = new Semaphore(0);
    private final SupervisedThread thread;
    private final SupervisedThread heart;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile RelayStatus status = new RelayStatus.StandingBy();
    private volatile @Nullable Leadership leadership;
    private volatile boolean stopped;
    private Duration idle;
    private long nextPruneNanos = System.nanoTime();

    Relay(String name, LeaderSession.ConnectionSource connections, FactLog log, RelayProperties properties) {
        this(name, connections, log, properties, WriteGate.withoutFile(name),
                new RelayMeters(new SimpleMeterRegistry(), name));
    }

    /** @param gate asked about each connection, told what its comparisons come to */
    Relay(String name, LeaderSession.ConnectionSource connections, FactLog log, RelayProperties properties,
            WriteGate gate, RelayMeters meters) {
        this.name = name;
        this.connections = () -> gate.admitted(connections.connect());
        this.log = log;
        this.gate = gate;
        this.properties = properties;
        this.meters = meters;
        this.idle = properties.shortestPoll();
        this.thread = new SupervisedThread("relay-" + name, this::run);
        this.heart = new SupervisedThread("relay-" + name + "-heartbeat", this::beat);
    }

    /** Starts trying to lead, in a thread of its own. */
    public void start() {
        var _ = thread.start();
        var _ = heart.start();
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

    /** An error or an interrupt ends the term; a new one is begun with the thread's work. */
    private void run() throws InterruptedException {
        try {
            while (!stopped) {
                var rest = turn();
                if (rest.isPositive() && await(rest)) {
                    idle = properties.shortestPoll();
                }
            }
        } catch (Error e) {
            status = new RelayStatus.Waiting(reason(e), Concern.HEALS_ITSELF);
            throw e;
        } finally {
            resign();
        }
    }

    /** One turn: tries to lead, compares, publishes a batch or looks in vain. Answers how long to rest before the next. */
    Duration turn() {
        try {
            var leading = leadership;
            return leading == null ? tryToLead() : restAfter(measured(leading), leading);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof RuntimeException) {
                gate.notCompared(reason(e));
            }
            resign();
            if (!stopped) {
                LOG.warn("relay {} lost its footing and starts over: {}", name, reason(e));
                LOG.debug("relay {} failure", name, e);
                status = new RelayStatus.Waiting(reason(e), StoreFailure.of(e).concern());
            }
            return AFTER_FAILURE;
        }
    }

    private Leadership.Step measured(Leadership leading) throws SQLException {
        long began = System.nanoTime();
        var step = leading.step();
        if (step instanceof Leadership.Step.Published(_, int facts)) {
            meters.published(facts, Duration.ofNanos(System.nanoTime() - began));
        }
        return step;
    }

    private Duration tryToLead() throws SQLException {
        var session = LeaderSession.tryLead(connections, name);
        if (session.isEmpty()) {
            status = new RelayStatus.StandingBy();
            if (!gate.isProven()) {
                compareStandingBy();
            }
            return STAND_BY;
        }
        leadership = new Leadership(name, session.get(), log, gate, properties.batchSize());
        return Duration.ZERO;
    }

    /** The leader may have compared long ago, or wait for Kafka. What is found wrong here is written down for all. */
    private void compareStandingBy() throws SQLException {
        try (var connection = connections.connect()) {
            var marker = log.lastMarker(FactLog.LastMove.of(StoreLook.at(connection, name)));
            var found = StoreLook.at(connection, name).state();
            var recovery = Recovery.standingBy(marker, found.batch(), found.database());
            if (recovery.isPresent() && recovery.get() instanceof Recovery.Diverged(String why)) {
                GateRow.closeByMarker(connection, name, why);
                gate.rowSays(Optional.of(why));
            } else if (recovery.isPresent()) {
                gate.agreed();
            }
        }
    }

    private Duration restAfter(Leadership.Step step, Leadership leading) {
        status = step instanceof Leadership.Step.GateClosed(String reason)
                ? new RelayStatus.GateClosed(reason)
                : new RelayStatus.Leading(leading.batch());
        return switch (step) {
            case Leadership.Step.Agreed _,Leadership.Step.Published _,Leadership.Step.Narrowed _,Leadership.Step.KeyParked _ -> {
                idle = properties.shortestPoll();
                pruneWhenDue(leading.session(), PRUNE_AT_LEAST_EVERY.minus(PRUNE_EVERY));
                yield Duration.ZERO;
            }
            case Leadership.Step.Idle _ -> {
                pruneWhenDue(leading.session(), Duration.ZERO);
                var rest = idle;
                idle = longer(rest);
                yield rest;
            }
            case Leadership.Step.GateClosed _ -> GATE_CHECK;
        };
    }

    /** Housekeeping: where it fails it is tried again later, and the term goes on, if its connection does. */
    private void pruneWhenDue(LeaderSession session, Duration patience) {
        long began = System.nanoTime();
        if (began - nextPruneNanos < patience.toNanos()) {
            return;
        }
        try {
            boolean more;
            do {
                more = session.prune(PRUNE_LIMIT) >= PRUNE_LIMIT;
            } while (more && System.nanoTime() - began < PRUNE_FOR.toNanos());
            nextPruneNanos = System.nanoTime() + (more ? 0 : PRUNE_EVERY.toNanos());
        } catch (SQLException e) {
            LOG.warn("relay {}: published facts could not be pruned, tried again in {}: {}", name,
                    PRUNE_AFTER_FAILURE, reason(e));
            nextPruneNanos = System.nanoTime() + PRUNE_AFTER_FAILURE.toNanos();
        }
    }

    private Duration longer(Duration rest) {
        var doubled = rest.multipliedBy(2);
        return doubled.compareTo(properties.longestPoll()) > 0 ? properties.longestPoll() : doubled;
    }

    /** Ends the term, if there is one; the next leader compares anew. */
    private void resign() {
        var ending = leadership;
        leadership = null;
        try {
            if (ending != null) {
                ending.close();
            }
        } catch (SQLException e) {
            LOG.debug("relay {}: the leader's connection is gone already", name, e);
        }
    }

    /** Keeps the leader's session awake while Kafka is slow: a leader that is frozen beats no more and loses it. */
    private void beat() throws InterruptedException {
        do {
            try {
                var leading = leadership;
                if (leading != null) {
                    leading.session().heartbeat();
                }
            } catch (SQLException e) {
                LOG.debug("relay {} heartbeat failed; the next statement of the leader will, too", name, e);
            }
        } while (!ended.await(HEARTBEAT.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Waits for a nudge, at most so long; true if one came. */
    private boolean await(Duration time) throws InterruptedException {
        return nudges.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static String reason(Throwable e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Stops after the batch in hand; what is unpublished waits for the next leader. */
    @Override
    public void close() {
        stopped = true;
        nudges.release();
        thread.close(Duration.ofSeconds(15));
        // Not before: the batch in hand may wait for Kafka.
        ended.countDown();
        heart.close();
    }
}
