package com.scrydon.scim.eventlog.gate;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process knows of its Postgres. Each new connection is compared with it before anybody gets it, whether Kafka is there
 * or not: in one that is older the write gate is closed over that very connection, or there is no connection. So a
 * connection that exists leads to a Postgres that is known good, or in which nothing can be written. A process that begins knows nothing
 * yet: it writes nothing before its relay compared the log's marker with Postgres, or Kafka turned out to be away.
 */
public final class WriteGate {

    private static final Logger LOG = LoggerFactory.getLogger(WriteGate.class);
    private static final String MARKER = "Kafka's last marker";
    private static final String FILE = "what this service wrote down last";

    private final String relay;
    private final GateFile file;
    private final boolean hasFile;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable StoreState> known = new AtomicReference<>();
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile @Nullable Long firstConnection;
    private volatile @Nullable GateStatus proof;
    private volatile Optional<String> closedBecause = Optional.empty();
    private @Nullable StoreState written;

    WriteGate(String relay, GateFile file, Duration patience, LongSupplier nanoTime) {
        this.relay = relay;
        this.file = file;
        this.patience = patience;
        this.nanoTime = nanoTime;
        var last = file.read();
        this.hasFile = last.isPresent();
        this.known.set(last.orElse(null));
    }

    /** One that remembers nothing beyond its life and does not wait. */
    public static WriteGate withoutFile(String relay) {
        return new WriteGate(relay, new GateFile(null), Duration.ZERO, System::nanoTime);
    }

    /**
     * Compares the Postgres of a new connection with what is known.
     *
     * @throws SQLException if it cannot be compared, or closed where it is older: the connection is closed then
     */
    public Connection admitted(Connection connection) throws SQLException {
        try {
            look(connection);
            return connection;
        } catch (Throwable e) {
            connection.close();
            throw e;
        }
    }

    /** Sees how far Postgres is, and remembers it unless it is older. */
    public void look(Connection connection) throws SQLException {
        // Before the look: what others learn meanwhile of the same Postgres is later than what is seen here.
        var before = known.get();
        var seen = StoreLook.at(connection, relay);
        var older = before == null ? Optional.<String>empty() : seen.state().olderThan(before);
        if (before != null && older.isPresent()) {
            close(connection, seen, before, older.get());
        } else {
            // An older Postgres goes on writing its log, and is further one day than the right one was: that is nothing to remember.
            if (!seen.closedByMemory()) {
                remember(seen.state());
            }
            rowSays(seen.closedBecause());
        }
        if (firstConnection == null) {
            firstConnection = nanoTime.getAsLong();
        }
    }

    private void close(Connection connection, StoreLook seen, StoreState before, String older) throws SQLException {
        var lostMove = seen.state().withoutTheLastMoveOf(before);
        var because = Remedy.ofOlderPostgres(lostMove.orElse(older));
        if (lostMove.isPresent()) {
            GateRow.closeByMarker(connection, relay, because);
        } else {
            GateRow.closeByMemory(connection, relay, because);
        }
        boolean stays = seen.closedByMemory() || lostMove.isPresent();
        rowSays(Optional.of(stays ? seen.closedBecause().orElse(because) : because));
    }

    private void remember(StoreState seen) {
        known.updateAndGet(last -> last == null || seen.olderThan(last).isEmpty() ? seen : last);
    }

    /** Tells of a batch that was moved. */
    public void moved(long batch) {
        known.updateAndGet(last -> last == null ? null : last.withBatch(batch));
    }

    /** What the gate's row in Postgres says. */
    public void rowSays(Optional<String> closed) {
        var before = closedBecause;
        closedBecause = closed;
        if (closed.isPresent() && before.isEmpty()) {
            LOG.error("the write gate of {} is closed: {}", relay, closed.get());
        } else if (closed.isEmpty() && before.isPresent()) {
            LOG.info("the write gate of {} is open again", relay);
        }
    }

    /** The log's marker and Postgres agree. */
    public void agreed() {
        if (proof instanceof GateStatus.Unproven) {
            LOG.info("the write gate of {} is proven: Postgres agrees with {}", relay, MARKER);
        }
        decide(new GateStatus.Open(MARKER));
    }

    /** The log cannot be compared: Kafka is away. */
    public void notCompared(String why) {
        if (proof == null) {
            decideWithoutKafka(why);
        }
    }

    /** Whether the log's marker was compared already. */
    public boolean isProven() {
        return proof instanceof GateStatus.Open(var with) && with.equals(MARKER);
    }

    private void decideWithoutKafka(String why) {
        if (hasFile) {
            decide(new GateStatus.Open(FILE));
        } else {
            LOG.warn("the write gate of {} is unproven until Kafka is back: {}", relay, why);
            decide(new GateStatus.Unproven(why));
        }
    }

    private synchronized void decide(GateStatus status) {
        proof = status;
        decided.countDown();
    }

    /** Whether anything may be written, as far as this process knows. */
    public GateStatus status() {
        var closed = closedBecause;
        if (closed.isPresent()) {
            return new GateStatus.Closed(closed.get());
        }
        if (proof == null && isOutOfPatience()) {
            notCompared("Kafka did not answer within " + patience.toSeconds() + " s");
        }
        var found = proof;
        return found == null ? new GateStatus.Comparing() : found;
    }

    private boolean isOutOfPatience() {
        var first = firstConnection;
        return first != null && nanoTime.getAsLong() - first >= patience.toNanos();
    }

    /**
     * Asked before anything is appended to the outbox. What the row says is asked with the insert itself.
     *
     * @throws WriteGateClosedException while nothing is compared yet
     */
    public void require() {
        if (proof == null && status() instanceof GateStatus.Comparing comparing) {
            throw WriteGateClosedException.notYet(comparing.words());
        }
    }

    /** Waits until it is known whether this process may write, or patience ends. */
    boolean awaitDecision() throws InterruptedException {
        return decided.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Writes down what is known, if that is more than what was written; by one thread. */
    public void writeDown() {
        var state = known.get();
        if (state != null && !state.equals(written)) {
            file.write(state);
            written = state;
        }
    }
}
