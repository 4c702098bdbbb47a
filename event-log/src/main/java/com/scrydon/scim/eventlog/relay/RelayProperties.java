package com.scrydon.scim.eventlog.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay works, keys {@code scim.relay.*}.
 *
 * @param batchSize facts in one Kafka transaction, 1 to 10,000
 * @param shortestPoll wait after an empty look at the outbox, at first; positive
 * @param longestPoll wait after many empty looks, at least the shortest; a commit on the same instance wakes the relay at once
 */
@ConfigurationProperties("scim.relay")
public record RelayProperties(@DefaultValue("1000") int batchSize, @DefaultValue("5ms") Duration shortestPoll,
        @DefaultValue("25ms") Duration longestPoll) {

    public RelayProperties {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("scim.relay.batch-size must be 1 to 10000, not " + batchSize);
        }
        if (!shortestPoll.isPositive() || longestPoll.compareTo(shortestPoll) < 0) {
            throw new IllegalArgumentException("scim.relay.shortest-poll must be positive and at most longest-poll");
        }
    }
}
