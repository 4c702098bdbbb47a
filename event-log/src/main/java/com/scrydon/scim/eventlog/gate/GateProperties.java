package com.scrydon.scim.eventlog.gate;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done before the first write of a process, keys {@code scim.gate.*}.
 *
 * @param memory where the service writes down how far Postgres was, for the time when Kafka is away at its start; on a disk that outlives the
 *     process, one for each service; none: it does not. Delete it only together with the database
 * @param patience how long a start waits for the comparison with Kafka, from the first connection to Postgres, before Kafka counts as away
 */
@ConfigurationProperties("scim.gate")
record GateProperties(@Nullable Path memory, @DefaultValue("5s") Duration patience) {

    GateProperties {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("scim.gate.patience must not be negative");
        }
    }
}
