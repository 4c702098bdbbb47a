package com.scrydon.scim.ctl.servers;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of commands that open Postgres and Kafka. Secrets come from the environment only: arguments are visible to all. */
public final class Servers {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--jdbc-url", required = true, defaultValue = "${env:SCIM_JDBC_URL}", description = "The database, e.g. jdbc:postgresql://127.0.0.1:5432/scrydon (or SCIM_JDBC_URL).")
    private String jdbcUrl = "";

    @Option(names = "--owner", defaultValue = "${env:SCIM_OWNER:-postgres}", description = "Role that owns the schemas (or SCIM_OWNER; default postgres).")
    private String owner = "";

    @Option(names = "--kafka", required = true, defaultValue = "${env:SCIM_KAFKA_BOOTSTRAP_SERVERS}", description = "Bootstrap servers (or SCIM_KAFKA_BOOTSTRAP_SERVERS).")
    private String kafka = "";

    @Option(names = "--kafka-property", paramLabel = "NAME=VALUE", description = "Further Kafka client settings, e.g. security.protocol=SASL_SSL.")
    private Map<String, String> kafkaProperties = new HashMap<>();

    private final UnaryOperator<@Nullable String> environment;

    /**
     * Reads variables there.
     *
     * @param environment value of a variable, or null
     */
    public Servers(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public String owner() {
        return owner;
    }

    public String kafka() {
        return kafka;
    }

    public Map<String, String> kafkaProperties() {
        return Map.copyOf(kafkaProperties);
    }

    /**
     * The owner's password.
     *
     * @throws ParameterException if SCIM_OWNER_PASSWORD is not set
     */
    public String ownerPassword() {
        return variable("SCIM_OWNER_PASSWORD").orElseThrow(() -> new ParameterException(
                Objects.requireNonNull(command).commandLine(), "SCIM_OWNER_PASSWORD is not set"));
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
    }
}
