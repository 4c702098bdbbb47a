package com.scrydon.scim.eventlog.gate;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done before the first write of a process, keys {@code scim.gate.*}.
 *
 * @param memory file in which the service writes down how far Postgres was, to outlive the process; none: it does not
 * @param patience how long the comparison with Kafka may take, from the first connection to Postgres, before Kafka counts as away
 */
@ConfigurationProperties("scim.gate")
record GateProperties(@Nullable Path memory, @DefaultValue("5s") Duration patience) {

    GateProperties {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("scim.gate.patience must not be negative");
        }
    }
}
