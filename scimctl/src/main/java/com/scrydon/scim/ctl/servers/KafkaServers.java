package com.scrydon.scim.ctl.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that open Kafka. Arguments are visible to all: a password comes by the file or the environment. */
public final class KafkaServers {

    /** As the services have it: {@code SCIM_KAFKA_PROPERTIES_SASL_MECHANISM} is {@code sasl.mechanism}. */
    private static final String VARIABLE = "SCIM_KAFKA_PROPERTIES_";

    @Option(names = "--kafka", required = true, defaultValue = "${env:SCIM_KAFKA_BOOTSTRAP_SERVERS}", description = "Bootstrap servers (or SCIM_KAFKA_BOOTSTRAP_SERVERS).")
    private String bootstrap = "";

    @Option(names = "--kafka-config", paramLabel = "FILE", description = "Kafka client settings, a properties file; where passwords belong. Single ones also as environment variables, e.g. SCIM_KAFKA_PROPERTIES_SASL_JAAS_CONFIG.")
    private @Nullable Path file;

    @Option(names = "--kafka-property", paramLabel = "NAME=VALUE", description = "Further Kafka client settings, e.g. security.protocol=SASL_SSL. Everybody on the machine sees them.")
    private Map<String, String> properties = new HashMap<>();

    private final Map<String, String> environment;

    public KafkaServers() {
        this(System.getenv());
    }

    /** @param environment where variables are read */
    public KafkaServers(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** The further settings; what is said more closely to the command wins: option, then file, then environment. */
    public Map<String, String> properties() {
        var all = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                all.put(name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        if (file != null) {
            var read = read(file);
            read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        }
        all.putAll(properties);
        return Map.copyOf(all);
    }

    private static Properties read(Path file) {
        var read = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            read.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return read;
    }

    /** All settings of a client, {@code bootstrap.servers} among them. */
    public Map<String, Object> client() {
        var client = new HashMap<String, Object>(properties());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return client;
    }
}
