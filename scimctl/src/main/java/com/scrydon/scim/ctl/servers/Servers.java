package com.scrydon.scim.ctl.servers;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final KafkaServers kafka = new KafkaServers();

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

    public KafkaServers kafka() {
        return kafka;
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
