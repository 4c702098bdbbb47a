package com.scrydon.scim.ingress.door.pulse;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long Postgres may be silent, keys {@code scim.store.*}.
 *
 * @param longestSilence silence of Postgres, at least 500 ms; after it all who wait for it are answered 503, and new requests at once
 */
@ConfigurationProperties("scim.store")
record PulseProperties(@DefaultValue("1200ms") Duration longestSilence) {

    private static final Duration SHORTEST = Duration.ofMillis(500);

    PulseProperties {
        if (longestSilence.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("scim.store.longest-silence must be at least " + SHORTEST);
        }
    }
}
