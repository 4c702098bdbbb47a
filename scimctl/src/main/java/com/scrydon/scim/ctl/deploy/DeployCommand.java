package com.scrydon.scim.ctl.deploy;

import com.scrydon.scim.eventlog.registry.SchemaRegistry;
import com.scrydon.scim.schemas.PartitionScale;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scimctl deploy}. Secrets come from the environment only: arguments are visible to every process. */
@Command(name = "deploy", description = "Migrate the database, make missing topics, register and pin the schemas.", footer = {
    "", "Secrets are read from the environment: SCIM_OWNER_PASSWORD, and for each service's role",
    "SCIM_INGRESS_PASSWORD, PROVISIONING_WORKER_PASSWORD, AUDIT_SINK_PASSWORD, SCIM_READER_PASSWORD",
    "(a role without one keeps the password it has)."})
public final class DeployCommand implements Callable<Integer> {

    private static final Map<String, String> ROLE_VARIABLES = Map.of(
            "scim_ingress", "SCIM_INGRESS_PASSWORD",
            "provisioning_worker", "PROVISIONING_WORKER_PASSWORD",
            "audit_sink", "AUDIT_SINK_PASSWORD",
            "scim_reader", "SCIM_READER_PASSWORD");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--jdbc-url", required = true, defaultValue = "${env:SCIM_JDBC_URL}", description = "The database, e.g. jdbc:postgresql://127.0.0.1:5432/scrydon (or SCIM_JDBC_URL).")
    private String jdbcUrl = "";

    @Option(names = "--owner", defaultValue = "${env:SCIM_OWNER:-postgres}", description = "Role that owns the schemas (or SCIM_OWNER; default postgres).")
    private String owner = "";

    @Option(names = "--kafka", required = true, defaultValue = "${env:SCIM_KAFKA_BOOTSTRAP_SERVERS}", description = "Bootstrap servers (or SCIM_KAFKA_BOOTSTRAP_SERVERS).")
    private String kafka = "";

    @Option(names = "--kafka-property", paramLabel = "NAME=VALUE", description = "Further Kafka client settings, e.g. security.protocol=SASL_SSL.")
    private Map<String, String> kafkaProperties = new HashMap<>();

    @Option(names = "--registry", required = true, defaultValue = "${env:SCIM_REGISTRY_URL}", description = "Confluent-compatible base of the schema registry (or SCIM_REGISTRY_URL).")
    private URI registry = URI.create("");

    @Option(names = "--replication-factor", defaultValue = "${env:SCIM_REPLICATION_FACTOR:-3}", description = "Of topics that are created (or SCIM_REPLICATION_FACTOR; default 3).")
    private short replicationFactor;

    @Option(names = "--account-keyed-partitions", defaultValue = "${env:SCIM_TOPICS_ACCOUNT_KEYED:-48}", description = "Partitions of topics keyed by account, fixed for ever (default 48).")
    private int accountKeyedPartitions;

    @Option(names = "--other-partitions", defaultValue = "${env:SCIM_TOPICS_OTHERS:-12}", description = "Partitions of the other topics, fixed for ever (default 12).")
    private int otherPartitions;

    private final UnaryOperator<@Nullable String> environment;

    public DeployCommand() {
        this(System::getenv);
    }

    DeployCommand(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var deployment = new Deployment(settings());
        var report = deployment.run(() -> new SchemaRegistry(registry));
        System.out.println(report.summary());
        return 0;
    }

    DeploymentSettings settings() {
        var client = new HashMap<String, Object>(kafkaProperties);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka);
        return new DeploymentSettings(jdbcUrl, owner, ownerPassword(), rolePasswords(), client, replicationFactor,
                new PartitionScale(accountKeyedPartitions, otherPartitions));
    }

    private String ownerPassword() {
        return variable("SCIM_OWNER_PASSWORD").orElseThrow(() -> new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "SCIM_OWNER_PASSWORD is not set"));
    }

    private Map<String, String> rolePasswords() {
        var passwords = new HashMap<String, String>();
        ROLE_VARIABLES.forEach(
                (role, variable) -> variable(variable).ifPresent(password -> passwords.put(role, password)));
        return passwords;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
    }
}
