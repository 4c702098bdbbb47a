package com.scrydon.scim.ingress.door.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys {@code scim.tokens.*}.
 *
 * @param warnBeforeExpiry how long before their end tokens are counted by the metric {@code scim.tokens.expiring}, positive
 */
@ConfigurationProperties("scim.tokens")
record TokenProperties(@DefaultValue("14d") Duration warnBeforeExpiry) {

    TokenProperties {
        if (!warnBeforeExpiry.isPositive()) {
            throw new IllegalArgumentException("scim.tokens.warn-before-expiry must be positive");
        }
    }
}
