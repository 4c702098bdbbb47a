package com.scrydon.scim.ingress.door.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of requests, keys {@code scim.rate-limits.*}, each for all instances together (R4).
 *
 * @param perSecond requests a second of a token that was given no rate of its own, over all instances; 0 for no limit. Past it 429, never for
 *     a removal of access
 * @param burst requests at once of a token that was given no rate of its own
 * @param failuresPerSecond failed authentications a second of one address (IPv6: of its /64); 0 for no limit
 * @param failuresBurst failed authentications at once of one address
 */
@ConfigurationProperties("scim.rate-limits")
record RateLimitProperties(@DefaultValue("100") int perSecond, @DefaultValue("500") int burst,
        @DefaultValue("1") int failuresPerSecond, @DefaultValue("60") int failuresBurst) {

    RateLimitProperties {
        var _ = new Rate(perSecond, burst);
        var _ = new Rate(failuresPerSecond, failuresBurst);
    }

    Rate ofToken() {
        return new Rate(perSecond, burst);
    }

    Rate ofFailures() {
        return new Rate(failuresPerSecond, failuresBurst);
    }
}
