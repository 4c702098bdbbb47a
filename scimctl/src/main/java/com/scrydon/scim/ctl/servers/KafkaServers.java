package com.scrydon.scim.ctl.servers;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Option;

/** Options of commands that open Kafka. */
public final class KafkaServers {

    @Option(names = "--kafka", required = true, defaultValue = "${env:SCIM_KAFKA_BOOTSTRAP_SERVERS}", description = "Bootstrap servers (or SCIM_KAFKA_BOOTSTRAP_SERVERS).")
    private String bootstrap = "";

    @Option(names = "--kafka-property", paramLabel = "NAME=VALUE", description = "Further Kafka client settings, e.g. security.protocol=SASL_SSL.")
    private Map<String, String> properties = new HashMap<>();

    public String bootstrap() {
        return bootstrap;
    }

    /** The further settings. */
    public Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /** All settings of a client, {@code bootstrap.servers} among them. */
    public Map<String, Object> client() {
        var client = new HashMap<String, Object>(properties);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return client;
    }
}
