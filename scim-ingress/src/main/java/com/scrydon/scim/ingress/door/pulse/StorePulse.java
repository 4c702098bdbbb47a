package com.scrydon.scim.ingress.door.pulse;

import com.scrydon.scim.supervision.SupervisedThread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks Postgres over a connection of its own whether it is there, five times a second. When the answer stays away for
 * {@code scim.store.longest-silence}, all connections are cut: their waiters are answered 503 at once, new requests without
 * trying, and the pool fills again by itself when Postgres is back.
 */
final class StorePulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StorePulse.class);
    private static final Duration BETWEEN_BEATS = Duration.ofMillis(200);
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final PhysicalConnections connections;
    private final Silence silence;
    private final Counter cuts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final SupervisedThread pulse = new SupervisedThread("store-pulse", this::beat);
    private final SupervisedThread watch = new SupervisedThread("store-silence", this::watch);
    private volatile boolean running;

    StorePulse(PhysicalConnections connections, Silence silence, MeterRegistry meters) {
        this.connections = connections;
        this.silence = silence;
        this.cuts = Counter.builder("scim.store.cut").baseUnit("connections")
                .description("Connections to Postgres that were cut because it was silent").register(meters);
        Gauge.builder("scim.store.away", silence, s -> s.isTooLong() ? 1 : 0)
                .description("1 while Postgres is silent and requests are answered 503 without trying")
                .strongReference(true).register(meters);
    }

    /** Whether Postgres was silent for too long and did not answer since. */
    boolean isAway() {
        return silence.isTooLong();
    }

    @Override
    public void start() {
        running = true;
        var _ = pulse.start();
        var _ = watch.start();
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        pulse.close();
        watch.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void beat() throws InterruptedException {
        while (running) {
            try (var connection = connections.getConnection()) {
                ask(connection);
            } catch (SQLException e) {
                LOG.debug("Postgres does not answer", e);
                rest(BETWEEN_BEATS);
            }
        }
    }

    /** Until it fails or stops. */
    private void ask(Connection connection) throws SQLException, InterruptedException {
        while (running) {
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            silence.answered();
            rest(BETWEEN_BEATS);
        }
    }

    private void watch() throws InterruptedException {
        while (running) {
            rest(BETWEEN_LOOKS);
            watch.beat();
            if (silence.look()) {
                int cut = connections.cut();
                cuts.increment(cut);
                LOG.warn("Postgres is silent; {} connections are cut and requests answered 503 until it is back", cut);
            }
        }
    }

    private void rest(Duration time) throws InterruptedException {
        var _ = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
