package com.scrydon.scim.eventlog.gate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health contributor {@code gate}: out of service while the write gate is closed, with the reason and what to do. In no group: reads go
 * on, and neither a restart nor another instance would be any better.
 */
final class GateHealth implements HealthIndicator {

    private final WriteGate gate;

    GateHealth(WriteGate gate) {
        this.gate = gate;
    }

    @Override
    public Health health() {
        var status = gate.status();
        var health = status instanceof GateStatus.Closed ? Health.outOfService() : Health.up();
        return health.withDetail("writes", status.words()).build();
    }
}
