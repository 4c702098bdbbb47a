package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.supervision.SupervisedThread;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks at the service's outbox about twice a second, so that requests, metrics and health ask memory and never Postgres.
 * Counting takes about 0.3 s per million rows and stops at the highest number that anybody judges by; after a look it rests
 * ten times as long as it took, at most {@link #LONGEST_REST}, and after one that failed no longer than ever: it is blind
 * no longer than the cause.
 */
public final class OutboxWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWatch.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(3);
    private static final int REST_PER_WORK = 10;
    /** Older samples say nothing of now. More than a look and its rest may take. */
    static final Duration LIFETIME = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

    private static final long COUNTED_AT_LEAST = 1_000_001;
    /** Of the published facts that the audit index has not passed. More need not be told apart from this many. */
    static final long KEPT_COUNTED = 100_000;

    /** Linear in the rows whatever the planner believes of a table that is empty most of the time. */
    static final String LOOK = """
            select (select count(*) from (select from outbox limit :most) w) as waiting,
                (select greatest(0, extract(epoch from clock_timestamp() - o.occurred_at))
                 from outbox o
                 where (o.topic, o.key) not in (
                     select r.topic, r.key from outbox r where r.refused_because is not null)
                 order by o.id limit 1) as oldest_age,
                (select count(*) from (
                    select distinct topic, key from outbox where refused_because is not null) p) as parked_keys,
                (select gate_closed_because from relay where name = :relay) as gate_closed_because,
                (select count(*) from (select from outbox_published limit :kept) k) as kept,
                (select greatest(0, extract(epoch from clock_timestamp() - p.published_at))
                 from outbox_published p order by p.id limit 1) as kept_age
            """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final WriteGate gate;
    private final String relay;
    private final LongSupplier nanoTime;
    private final SupervisedThread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long most = COUNTED_AT_LEAST;
    private volatile @Nullable Taken newest;
    private volatile @Nullable Long lookBegan;
    private volatile String failure = "the outbox has not been looked at yet";
    private boolean indexBehind;

    /** @param database of the service's own role, whose search path finds {@code outbox} and {@code relay} */
    OutboxWatch(DataSource database, String relay) {
        this(database, relay, WriteGate.withoutFile(relay), System::nanoTime);
    }

    OutboxWatch(DataSource database, String relay, WriteGate gate, LongSupplier nanoTime) {
        this.template = new JdbcTemplate(database);
        this.gate = gate;
        template.setQueryTimeout(Math.toIntExact(LONGEST_LOOK.toSeconds()));
        this.jdbc = JdbcClient.create(template);
        this.relay = relay;
        this.nanoTime = nanoTime;
        this.thread = new SupervisedThread("outbox-watch-" + relay, this::run);
    }

    private record Taken(OutboxSample sample, long nanos) {}

    void start() {
        var _ = thread.start();
    }

    /** Counts at least so far: to see that there are more than so many rows, one must count to one more. */
    public void countUpTo(long rows) {
        most = Math.max(rows, most);
    }

    /** What was seen last; empty before the first look, and where the last that was seen says nothing of now. */
    public Optional<OutboxSample> latest() {
        return Optional.ofNullable(newest).filter(taken -> nanoTime.getAsLong() - taken.nanos < LIFETIME.toNanos())
                .map(Taken::sample);
    }

    /** What was seen last, however long ago: for what must hold while nothing can be seen. Empty before the first look. */
    public Optional<OutboxSample> lastKnown() {
        return Optional.ofNullable(newest).map(Taken::sample);
    }

    /** Why there is no sample; empty if there is one. */
    public Optional<String> blindBecause() {
        if (latest().isPresent()) {
            return Optional.empty();
        }
        var began = lookBegan;
        var looking = began == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - began);
        return Optional.of(looking.compareTo(LONGEST_LOOK) > 0
                ? "Postgres has not answered for " + looking.toSeconds() + " s"
                : failure);
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
        var rest = Duration.ZERO;
        while (!stopped.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
            long began = System.nanoTime();
            boolean seen = look();
            rest = rest(seen, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    static Duration rest(boolean seen, Duration work) {
        var rest = seen ? work.multipliedBy(REST_PER_WORK) : REST;
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.compareTo(REST) < 0 ? REST : rest;
    }

    /** Looks now; whether anything was seen. */
    boolean look() {
        long began = nanoTime.getAsLong();
        lookBegan = began;
        try {
            var sample = ask();
            newest = new Taken(sample, began);
            remember();
            failure = "the last look is older than " + LIFETIME.toSeconds() + " s";
            tellOfTheIndex(sample);
            return true;
        } catch (RuntimeException e) {
            failure = String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            LOG.debug("the outbox of {} cannot be looked at", relay, e);
            return false;
        } catch (Error e) {
            failure = e.toString();
            throw e;
        } finally {
            lookBegan = null;
        }
    }

    /** How far Postgres is now, so that one that comes back older is known as such. */
    private void remember() {
        var _ = template.execute((ConnectionCallback<Boolean>) connection -> {
            gate.look(connection);
            return true;
        });
        gate.writeDown();
    }

    /** Once each time that it falls behind or catches up. */
    private void tellOfTheIndex(OutboxSample sample) {
        if (sample.indexBehind() != indexBehind) {
            indexBehind = sample.indexBehind();
            if (indexBehind) {
                LOG.warn(
                        "relay {}: the audit index is behind: {} published facts or more wait for it, the oldest for {}",
                        relay, sample.kept(), sample.keptAge());
            } else {
                LOG.info("relay {}: the audit index has caught up", relay);
            }
        }
    }

    private OutboxSample ask() {
        return jdbc.sql(LOOK).param("relay", relay).param("most", most).param("kept", KEPT_COUNTED)
                .query((row, _) -> sample(row)).single();
    }

    private static OutboxSample sample(ResultSet row) throws SQLException {
        return new OutboxSample(row.getLong("waiting"), age(row, "oldest_age"), row.getLong("parked_keys"),
                Optional.ofNullable(row.getString("gate_closed_because")), row.getLong("kept"), age(row, "kept_age"));
    }

    private static Duration age(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.round(row.getDouble(column) * Duration.ofSeconds(1).toMillis()));
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.close();
    }
}
