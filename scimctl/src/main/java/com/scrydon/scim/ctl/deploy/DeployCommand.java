package com.scrydon.scim.ctl.deploy;

import com.scrydon.scim.ctl.servers.Servers;
import com.scrydon.scim.eventlog.registry.RegistryLogin;
import com.scrydon.scim.eventlog.registry.SchemaRegistry;
import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.schemas.PartitionScale;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scimctl deploy}. Secrets come from the environment only: arguments are visible to every process. */
@Command(name = "deploy", description = "Migrate the database, make missing topics, register and pin the schemas.", footer = {
    "", "Secrets are read from the environment: SCIM_OWNER_PASSWORD, and for each service's role",
    "SCIM_INGRESS_PASSWORD, PROVISIONING_WORKER_PASSWORD, AUDIT_SINK_PASSWORD, SCIM_READER_PASSWORD",
    "(a role without one keeps the password it has). For Kafka with SCRAM and an authorizer, the password of the users",
    "scim-ingress, provisioning-worker, audit-sink and subscriber, which get their rights too: SCIM_INGRESS_KAFKA_PASSWORD,",
    "PROVISIONING_WORKER_KAFKA_PASSWORD, AUDIT_SINK_KAFKA_PASSWORD, SUBSCRIBER_KAFKA_PASSWORD (those that are set).",
    "A registry that asks: SCIM_REGISTRY_USER, SCIM_REGISTRY_PASSWORD."})
public final class DeployCommand implements Callable<Integer> {

    private static final Map<String, String> ROLE_VARIABLES = Map.of(
            "scim_ingress", "SCIM_INGRESS_PASSWORD",
            "provisioning_worker", "PROVISIONING_WORKER_PASSWORD",
            "audit_sink", "AUDIT_SINK_PASSWORD",
            "scim_reader", "SCIM_READER_PASSWORD");

    @Mixin
    private final Servers servers;

    @Option(names = "--registry", required = true, defaultValue = "${env:SCIM_REGISTRY_URL}", description = "Confluent-compatible base of the schema registry (or SCIM_REGISTRY_URL).")
    private URI registry = URI.create("");

    @Option(names = "--replication-factor", defaultValue = "${env:SCIM_REPLICATION_FACTOR:-3}", description = "Of topics that are created (or SCIM_REPLICATION_FACTOR; default 3).")
    private short replicationFactor;

    @Option(names = "--account-keyed-partitions", defaultValue = "${env:SCIM_TOPICS_ACCOUNT_KEYED:-48}", description = "Partitions of topics keyed by account, fixed for ever (default 48).")
    private int accountKeyedPartitions;

    @Option(names = "--other-partitions", defaultValue = "${env:SCIM_TOPICS_OTHERS:-12}", description = "Partitions of the other topics, fixed for ever (default 12).")
    private int otherPartitions;

    public DeployCommand() {
        this(System::getenv);
    }

    DeployCommand(UnaryOperator<@Nullable String> environment) {
        this.servers = new Servers(environment);
    }

    @Override
    public Integer call() {
        var deployment = new Deployment(settings());
        var report = deployment.run(() -> new SchemaRegistry(registry, login()));
        System.out.println(report.summary());
        return 0;
    }

    private Optional<RegistryLogin> login() {
        return RegistryLogin.of(servers.variable("SCIM_REGISTRY_USER").orElse(null),
                servers.variable("SCIM_REGISTRY_PASSWORD").orElse(null));
    }

    DeploymentSettings settings() {
        return new DeploymentSettings(servers.jdbcUrl(), servers.owner(), servers.ownerPassword(), rolePasswords(),
                servers.kafka().client(), kafkaPasswords(), replicationFactor,
                new PartitionScale(accountKeyedPartitions, otherPartitions));
    }

    private Map<String, String> rolePasswords() {
        var passwords = new HashMap<String, String>();
        ROLE_VARIABLES.forEach(
                (role, variable) -> servers.variable(variable).ifPresent(password -> passwords.put(role, password)));
        return passwords;
    }

    private Map<KafkaRights, String> kafkaPasswords() {
        var passwords = new EnumMap<KafkaRights, String>(KafkaRights.class);
        for (var client : KafkaRights.values()) {
            var variable = client.client().toUpperCase(Locale.ROOT).replace('-', '_') + "_KAFKA_PASSWORD";
            servers.variable(variable).ifPresent(password -> passwords.put(client, password));
        }
        return passwords;
    }
}
