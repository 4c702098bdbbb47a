package com.scrydon.scim.eventlog.relay;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health contributor {@code outbox}: details for people and alarms. Always up: whatever it shows, an instance that answers
 * from Postgres must not be restarted or taken out for it (R28), and the others would show the same.
 */
final class OutboxHealth implements HealthIndicator {

    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    private final OutboxWatch watch;
    private final Supplier<@Nullable Relay> relay;

    OutboxHealth(OutboxWatch watch, Supplier<@Nullable Relay> relay) {
        this.watch = watch;
        this.relay = relay;
    }

    @Override
    public Health health() {
        var own = relay.get();
        var health = Health.up().withDetail("relay", own == null ? "disabled" : own.status().words());
        watch.latest().ifPresentOrElse(sample -> {
            health.withDetail("rows", sample.rows())
                    .withDetail("oldestAgeSeconds", sample.oldestAge().toMillis() / MILLIS)
                    .withDetail("parkedKeys", sample.parkedKeys())
                    .withDetail("keptRows", sample.kept())
                    .withDetail("keptAgeSeconds", sample.keptAge().toMillis() / MILLIS)
                    .withDetail("auditIndex", sample.indexBehind() ? "behind" : "in step")
                    .withDetail("writeGate", sample.gateClosedBecause().map(why -> "closed: " + why).orElse("open"));
        }, () -> health.withDetail("sample", "none: " + watch.blindBecause().orElse("the next look is due")));
        return health.build();
    }
}
