package com.scrydon.scim.worker.applying;

import com.scrydon.scim.worker.intake.Cause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * How much applying does and how late it is: {@code scim.worker.applied.accounts} (by whether anything changed) and
 * {@code scim.worker.event.age}, the time from an account's cause to the commit of its effect.
 */
@Component
class AppliedMeters {

    private final Counter changed;
    private final Counter unchanged;
    private final Timer age;

    AppliedMeters(MeterRegistry registry) {
        changed = applied(registry, "true");
        unchanged = applied(registry, "false");
        age = Timer.builder("scim.worker.event.age").description("From the cause to its effect, committed")
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10),
                        Duration.ofMinutes(1), Duration.ofMinutes(10))
                .register(registry);
    }

    private static Counter applied(MeterRegistry registry, String changed) {
        return Counter.builder("scim.worker.applied.accounts").description("Accounts recomputed")
                .tag("changed", changed).register(registry);
    }

    /** @param differing how many of the accounts changed */
    void committed(Collection<Cause> causes, int differing, Instant now) {
        changed.increment(differing);
        unchanged.increment(causes.size() - differing);
        causes.forEach(cause -> age.record(age(cause, now)));
    }

    private static Duration age(Cause cause, Instant now) {
        var age = Duration.between(cause.causedAt(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
