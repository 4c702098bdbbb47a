package com.scrydon.scim.ingress.door.limits;

import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.supervision.Repeated;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How many instances are alive, from memory: table {@code directory.instance} by the clock of Postgres. An instance that died
 * counts for 10 s more; while Postgres is away the last number holds.
 */
@Component
public class LiveInstances {

    private static final Logger LOG = LoggerFactory.getLogger(LiveInstances.class);
    private static final long BEAT_MILLIS = 2_000;

    private static final String BEAT = """
            insert into directory.instance (id, seen_at) values (:id, clock_timestamp())
            on conflict (id) do update set seen_at = excluded.seen_at
            """;
    private static final String COUNT = """
            select count(*) from directory.instance where seen_at > clock_timestamp() - interval '10 seconds'
            """;
    private static final String FORGET = """
            delete from directory.instance where id = :id or seen_at < clock_timestamp() - interval '1 hour'
            """;

    private final JdbcClient jdbc;
    private final UUID id;
    private volatile int count = 1;

    LiveInstances(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.id = UuidV7.at(clock.instant());
        Gauge.builder("scim.instances.live", this, LiveInstances::count).baseUnit("instances")
                .description("Live instances of the ingress, among which limits are shared out").register(meters);
    }

    /** This one included: 1 or more. */
    public int count() {
        return count;
    }

    @Repeated(value = "live-instances", pauseMillis = BEAT_MILLIS)
    void beat() {
        try {
            jdbc.sql(BEAT).param("id", id).update();
            count = Math.max(1, Math.toIntExact(jdbc.sql(COUNT).query(Long.class).single()));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("live instances cannot be counted", e);
        }
    }

    /** An orderly stop leaves its share to the others at once. */
    @PreDestroy
    void leave() {
        try {
            jdbc.sql(FORGET).param("id", id).update();
        } catch (DataAccessException e) {
            LOG.debug("the instance could not sign off", e);
        }
    }
}
