package com.scrydon.scim.ingress.scim.bulk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of bulk requests, keys {@code scim.bulk.*}; ServiceProviderConfig publishes them.
 *
 * @param maxOperations operations in one bulk request, 1 to 10,000; more: 413
 * @param maxPayloadBytes size of one bulk request, 1 KiB to {@code scim.max-body-bytes}; larger: 413
 */
@ConfigurationProperties("scim.bulk")
public record BulkProperties(@DefaultValue("1000") int maxOperations,
        @DefaultValue("4194304") int maxPayloadBytes) {

    private static final int MOST_OPERATIONS = 10_000;
    private static final int LEAST_BYTES = 1 << 10;

    public BulkProperties {
        if (maxOperations < 1 || maxOperations > MOST_OPERATIONS) {
            throw new IllegalArgumentException("scim.bulk.max-operations must be 1 to " + MOST_OPERATIONS);
        }
        if (maxPayloadBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("scim.bulk.max-payload-bytes must be at least " + LEAST_BYTES);
        }
    }
}
