package com.scrydon.scim.eventlog.wiring;

import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Kafka cluster, keys {@code scim.kafka.*}.
 *
 * @param bootstrapServers {@code host:port} of the brokers, with commas between
 * @param properties any further setting of Kafka's clients, such as SASL and TLS; passed through to each of them
 */
@ConfigurationProperties("scim.kafka")
public record KafkaProperties(@DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue Map<String, String> properties) {

    public KafkaProperties {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("scim.kafka.bootstrap-servers must name at least one broker");
        }
        properties = Map.copyOf(properties);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "KafkaProperties[" + bootstrapServers + ", " + new TreeSet<>(properties.keySet()) + "]";
    }
}
