package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.supervision.SupervisedThread;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks at the service's outbox about twice a second, so that requests, metrics and health ask memory and never Postgres.
 * Counting takes about 0.1 s per million rows; it rests ten times as long as it counted, so that up to a million rows a
 * sample is at most about a second old.
 */
public final class OutboxWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWatch.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final int REST_PER_WORK = 10;
    /** Older samples are none: whoever decides by them must not decide by what Postgres said before it went away. */
    private static final Duration LIFETIME = Duration.ofSeconds(10);

    private static final String LOOK = """
            select (select count(*) from outbox) as waiting,
                (select greatest(0, extract(epoch from clock_timestamp() - o.occurred_at))
                 from outbox o
                 where not exists (
                     select from outbox r where r.topic = o.topic and r.key = o.key and r.refused_because is not null)
                 order by o.id limit 1) as oldest_age,
                (select count(*) from (
                    select distinct topic, key from outbox where refused_because is not null) p) as parked_keys,
                (select gate_closed_because from relay where name = :relay) as gate_closed_because
            """;

    private final JdbcClient jdbc;
    private final String relay;
    private final SupervisedThread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Taken newest;

    /** @param jdbc of the service's own role, whose search path finds {@code outbox} and {@code relay} */
    OutboxWatch(JdbcClient jdbc, String relay) {
        this.jdbc = jdbc;
        this.relay = relay;
        this.thread = new SupervisedThread("outbox-watch-" + relay, this::run);
    }

    private record Taken(OutboxSample sample, long nanos) {}

    void start() {
        var _ = thread.start();
    }

    /** What was seen last; empty before the first look, and while Postgres does not answer. */
    public Optional<OutboxSample> latest() {
        return Optional.ofNullable(newest).filter(taken -> System.nanoTime() - taken.nanos < LIFETIME.toNanos())
                .map(Taken::sample);
    }

    /**
     * What was seen last; looks now where there is no sample.
     *
     * @throws org.springframework.dao.DataAccessException if Postgres does not answer
     */
    public OutboxSample current() {
        return latest().orElseGet(this::ask);
    }

    private void run() throws InterruptedException {
        long rest = 0;
        while (!stopped.await(rest, TimeUnit.NANOSECONDS)) {
            long began = System.nanoTime();
            look();
            rest = Math.max(REST.toNanos(), REST_PER_WORK * (System.nanoTime() - began));
        }
    }

    /** Looks now. */
    void look() {
        try {
            long began = System.nanoTime();
            newest = new Taken(ask(), began);
        } catch (RuntimeException e) {
            LOG.debug("the outbox of {} cannot be looked at", relay, e);
        }
    }

    private OutboxSample ask() {
        return jdbc.sql(LOOK).param("relay", relay).query((row, _) -> sample(row)).single();
    }

    private static OutboxSample sample(ResultSet row) throws SQLException {
        return new OutboxSample(row.getLong("waiting"),
                Duration.ofMillis(Math.round(row.getDouble("oldest_age") * Duration.ofSeconds(1).toMillis())),
                row.getLong("parked_keys"), Optional.ofNullable(row.getString("gate_closed_because")));
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.close();
    }
}
