package com.scrydon.scim.worker.status;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.lag.ConsumerLag;
import com.scrydon.scim.worker.waiting.Breaker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Details of the worker's health. Parked accounts, lag and even an open breaker leave it up: a restart would mend none of
 * them, and the operations API must stay reachable. Only a consumer that stopped for good, or that an Error ended until it reads again, is down.
 */
@Component("workerHealthIndicator")
class WorkerHealth implements HealthIndicator {

    private final List<BatchConsumer> consumers;
    private final ConsumerLag lag;
    private final WaitingWork waiting;
    private final Breaker breaker;

    WorkerHealth(List<BatchConsumer> consumers, ConsumerLag lag, WaitingWork waiting, Breaker breaker) {
        this.consumers = consumers;
        this.lag = lag;
        this.waiting = waiting;
        this.breaker = breaker;
    }

    @Override
    public Health health() {
        boolean down = consumers.stream().anyMatch(c -> c.state().isDown());
        var sample = waiting.sample();
        return (down ? Health.down() : Health.up()).withDetail("consumers", states()).withDetail("lag", lag.lags())
                .withDetail("heldUpBy", lag.obstacles())
                .withDetail("parkedAccounts", sample.parked().accounts())
                .withDetail("oldestParkedAge", sample.parked().oldestAge().toString())
                .withDetail("undecodableRecords", sample.undecodable()).withDetail("breaker", breaker.state().words())
                .build();
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        consumers.forEach(c -> states.put(c.name(), c.state().words()));
        return states;
    }
}
