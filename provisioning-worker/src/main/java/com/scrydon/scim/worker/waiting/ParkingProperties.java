package com.scrydon.scim.worker.waiting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When accounts are parked and tried again (R30), keys {@code scim.parking.*}.
 *
 * @param firstPause pause of a parked account before the second attempt, positive; each further one doubles it. At least half of a pause is kept, the rest is random
 * @param longestPause longest pause of a parked account between attempts, at least the first
 * @param breakerWindow number of the last recomputed accounts among which failures are counted, 1 to 100,000
 * @param breakerShare share of the last recomputed accounts that may have failed, 0 to 1; more opens the breaker
 * @param breakerPerMinute accounts that may be newly parked within a minute, 1 or more; more opens the breaker
 * @param breakerPause how long, positive, an open breaker parks nothing before it lets one batch try
 * @param releasedFor how long, positive, after an operator released the breaker, everything that fails is parked
 */
@ConfigurationProperties("scim.parking")
public record ParkingProperties(@DefaultValue("5s") Duration firstPause, @DefaultValue("1h") Duration longestPause,
        @DefaultValue("1000") int breakerWindow, @DefaultValue("0.05") double breakerShare,
        @DefaultValue("20") int breakerPerMinute, @DefaultValue("1m") Duration breakerPause,
        @DefaultValue("5m") Duration releasedFor) {

    public ParkingProperties {
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("scim.parking.first-pause must be positive and at most longest-pause");
        }
        if (breakerWindow < 1 || breakerWindow > 100_000 || breakerPerMinute < 1) {
            throw new IllegalArgumentException(
                    "scim.parking.breaker-window must be 1 to 100000, breaker-per-minute at least 1");
        }
        if (!(breakerShare >= 0 && breakerShare <= 1)) {
            throw new IllegalArgumentException("scim.parking.breaker-share must be 0 to 1, not " + breakerShare);
        }
        if (!breakerPause.isPositive() || !releasedFor.isPositive()) {
            throw new IllegalArgumentException("scim.parking.breaker-pause and released-for must be positive");
        }
    }
}
