package com.scrydon.scim.ingress.changes.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the ingress refuses work, keys {@code scim.backpressure.*}: only while the outbox is past both limits at once. Many
 * young rows are a burst that drains; a few old ones are a Kafka that is down, which the outbox can wait out (R28).
 *
 * @param maxOutboxRows facts that wait for Kafka, 1 or more; a million takes about 1 GB
 * @param maxOldestAge age of the oldest fact that waits, positive; what adds work is refused only past both limits at once
 * @param retryAfter {@code Retry-After} of the refusals, 1 s to 1 h
 */
@ConfigurationProperties("scim.backpressure")
record BackPressureProperties(@DefaultValue("1000000") long maxOutboxRows, @DefaultValue("15m") Duration maxOldestAge,
        @DefaultValue("60s") Duration retryAfter) {

    BackPressureProperties {
        if (maxOutboxRows < 1) {
            throw new IllegalArgumentException("scim.backpressure.max-outbox-rows must be at least 1");
        }
        if (!maxOldestAge.isPositive()) {
            throw new IllegalArgumentException("scim.backpressure.max-oldest-age must be positive");
        }
        if (retryAfter.toSeconds() < 1 || retryAfter.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("scim.backpressure.retry-after must be 1s to 1h");
        }
    }
}
