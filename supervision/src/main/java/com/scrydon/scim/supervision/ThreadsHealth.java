package com.scrydon.scim.supervision;

import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health contributor {@code threads}, part of liveness: down when a thread of ours is gone, and the process is about to end.
 * One that fails and begins anew is up and told with its reason: a process made anew would fail the same way.
 */
final class ThreadsHealth implements HealthIndicator {

    @Override
    public Health health() {
        var threads = SupervisedThread.started();
        var failing = new LinkedHashMap<String, String>();
        threads.forEach(thread -> thread.failure().ifPresent(failure -> failing.put(thread.name(),
                failure.inARow() + " times in a row: " + failure.reason())));
        var gone = threads.stream().filter(SupervisedThread::isGone).map(SupervisedThread::name).toList();
        var health = gone.isEmpty() ? Health.up() : Health.down().withDetail("gone", gone);
        return health.withDetail("running", threads.size() - gone.size()).withDetail("beginningAnew", failing).build();
    }
}
