package com.scrydon.scim.audit.status;

import com.scrydon.scim.audit.intake.IntakeCounters;
import com.scrydon.scim.eventlog.authenticity.FactKeys;
import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.lag.ConsumerLag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether facts are being indexed, with plain counters; a consumer that retries is still up. */
@Component("intakeHealthIndicator")
class IntakeHealth implements HealthIndicator {

    private final ObjectProvider<BatchConsumer> consumer;
    private final IntakeCounters counters;
    private final ConsumerLag lag;
    private final TruthWatch truth;
    private final FactKeys keys;

    IntakeHealth(ObjectProvider<BatchConsumer> consumer, IntakeCounters counters, ConsumerLag lag, TruthWatch truth,
            FactKeys keys) {
        this.consumer = consumer;
        this.counters = counters;
        this.lag = lag;
        this.truth = truth;
        this.keys = keys;
    }

    @Override
    public Health health() {
        var running = consumer.getIfAvailable();
        var health = running == null ? Health.up().withDetail("intake", "disabled") : ofState(running.state());
        var look = truth.last();
        if (look != null) {
            health.withDetail("incompleteKeys", look.incompleteKeys()).withDetail("untrueKept", look.untrueKept())
                    .withDetail("untrueDropped", look.untrueDropped()).withDetail("notIndexed", look.notIndexed());
        }
        keys.problem().ifPresent(problem -> health.withDetail("keys", problem));
        return health.withDetail("recordsIndexed", counters.records())
                .withDetail("recordsUndecodable", counters.undecodable())
                .withDetail("duplicates", counters.duplicates()).withDetail("untrue", counters.untrue())
                .withDetail("lastOffsets", counters.lastOffsets()).withDetail("lag", lag.lags())
                .withDetail("heldUpBy", lag.obstacles()).build();
    }

    private static Health.Builder ofState(BatchConsumer.State state) {
        return (state.isDown() ? Health.down() : Health.up()).withDetail("intake", state.words());
    }
}
