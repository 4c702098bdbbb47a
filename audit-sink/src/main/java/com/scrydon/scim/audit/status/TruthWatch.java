package com.scrydon.scim.audit.status;

import com.scrydon.scim.supervision.Repeated;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks every few seconds how true and how complete the index is; whoever asks, asks memory. */
@Component
class TruthWatch {

    private static final long EVERY_MILLIS = 5_000;
    /** Tables that are empty as long as all is well; more need not be told apart. */
    private static final String LOOK = """
            select (select count(*) from (select from audit.key_head where missing <> '{}' limit 1001) k) as incomplete,
                (select coalesce(sum(records), 0) from audit.untrue_kept) as kept,
                (select coalesce(sum(dropped), 0) from audit.untrue_kept) as dropped,
                (select count(*) from (
                    (select id from directory.outbox_published where not_indexed_at is not null limit 10001)
                    union all
                    (select id from membership.outbox_published where not_indexed_at is not null limit 10001)
                    union all
                    (select id from audit.outbox_published where not_indexed_at is not null limit 10001)) p) as not_indexed
            """;

    private final JdbcClient jdbc;
    private volatile @Nullable Look last;

    /**
     * What was seen.
     *
     * @param incompleteKeys keys of which a number is missing
     * @param untrueKept records that are not known to be ours
     * @param untrueDropped of which more came than are kept
     * @param notIndexed published facts that the index has passed without taking them
     */
    record Look(long incompleteKeys, long untrueKept, long untrueDropped, long notIndexed) {}

    TruthWatch(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        gauge(meters, "scim.audit.incomplete.keys", Look::incompleteKeys);
        gauge(meters, "scim.audit.untrue.kept", Look::untrueKept);
        gauge(meters, "scim.audit.not.indexed", Look::notIndexed);
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<Look> value) {
        var _ = Gauge.builder(name, this, watch -> {
            var look = watch.last;
            return look == null ? Double.NaN : value.applyAsDouble(look);
        }).register(meters);
    }

    @Repeated(value = "audit-truth", pauseMillis = EVERY_MILLIS)
    void look() {
        last = jdbc.sql(LOOK)
                .query((row, _) -> new Look(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).single();
    }

    /** What was seen last; null before the first look. */
    @Nullable
    Look last() {
        return last;
    }
}
