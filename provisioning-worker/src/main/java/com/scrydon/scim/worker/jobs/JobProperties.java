package com.scrydon.scim.worker.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast jobs over many accounts go, keys {@code scim.jobs.*}.
 *
 * @param recomputedPerSecond accounts of one job that are recomputed in a second at most, 1 to 100,000
 * @param comparedPerSecond accounts of one job that are compared with the definition in a second at most, 1 to 100,000
 * @param yieldPast records, 1 or more, that a consumer of the worker may be behind; past that jobs that recompute wait, and drift checks go slowly
 * @param checkEvery how long, 1 min or more, after its last drift check an organisation is checked by itself; 0 never
 * @param secondLook how long, 1 ms to 5 min, a drift check waits before it looks again at differences that may be on their way
 */
@ConfigurationProperties("scim.jobs")
record JobProperties(@DefaultValue("500") int recomputedPerSecond, @DefaultValue("4000") int comparedPerSecond,
        @DefaultValue("5000") long yieldPast, @DefaultValue("6h") Duration checkEvery,
        @DefaultValue("3s") Duration secondLook) {

    private static final int MOST_PER_SECOND = 100_000;
    private static final Duration LEAST_BETWEEN = Duration.ofMinutes(1);
    private static final Duration MOST_SECOND_LOOK = Duration.ofMinutes(5);

    JobProperties {
        if (!possible(recomputedPerSecond) || !possible(comparedPerSecond)) {
            throw new IllegalArgumentException(
                    "scim.jobs.recomputed-per-second and compared-per-second must be 1 to " + MOST_PER_SECOND);
        }
        if (yieldPast < 1) {
            throw new IllegalArgumentException("scim.jobs.yield-past must be at least 1, not " + yieldPast);
        }
        if (!checkEvery.isZero() && checkEvery.compareTo(LEAST_BETWEEN) < 0) {
            throw new IllegalArgumentException("scim.jobs.check-every must be 0 or at least 1m, not " + checkEvery);
        }
        if (!secondLook.isPositive() || secondLook.compareTo(MOST_SECOND_LOOK) > 0) {
            throw new IllegalArgumentException("scim.jobs.second-look must be 1ms to 5m, not " + secondLook);
        }
    }

    private static boolean possible(int perSecond) {
        return perSecond >= 1 && perSecond <= MOST_PER_SECOND;
    }

    /** How many accounts of a kind of job may be looked at in a second. */
    int perSecond(JobKind kind) {
        return kind.writes() ? recomputedPerSecond : comparedPerSecond;
    }

    /** Whether organisations are checked by themselves. */
    boolean checks() {
        return !checkEvery.isZero();
    }
}
