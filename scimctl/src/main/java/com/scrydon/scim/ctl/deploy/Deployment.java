package com.scrydon.scim.ctl.deploy;

import com.scrydon.scim.ctl.servers.OwnerDatabase;
import com.scrydon.scim.eventlog.codec.PublishedSchema;
import com.scrydon.scim.eventlog.migrations.MigrationHistory;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.eventlog.registry.SchemaRegistry;
import com.scrydon.scim.eventlog.topics.KafkaAccess;
import com.scrydon.scim.eventlog.topics.TopicAdmin;
import com.scrydon.scim.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings database, topics and schemas to what this version of the services expects. Every step can be repeated, and
 * is cheap when there is nothing to do. The steps may run in the order in which their servers become available: only
 * {@link #pinSchemas} needs {@link #migrate} to have run.
 */
public final class Deployment {

    private static final String LOCK_PASSWORDS = """
            select pg_advisory_lock(hashtextextended('scim.deploy.passwords', 0))
            """;
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(30);

    private final DeploymentSettings settings;

    public Deployment(DeploymentSettings settings) {
        this.settings = settings;
    }

    /** All steps, one after the other. */
    public DeploymentReport run(Supplier<SchemaRegistry> registry) {
        int migrations = migrate();
        provideTopics();
        provideAccess();
        return new DeploymentReport(migrations, settings.rolePasswords().size(), Topic.values().length,
                settings.kafkaPasswords().size(), pinSchemas(registry));
    }

    /**
     * Looks whether the database may be migrated, and changes nothing.
     *
     * @throws com.scrydon.scim.eventlog.migrations.OtherMigrationsException if its schemas were made by other migrations than these
     */
    public void requireOurMigrations() {
        try (var connection = database().getConnection()) {
            MigrationHistory.ofThisVersion().requireNoOther(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which migrations made the database", e);
        }
    }

    /**
     * Migrates the schemas as their owner and sets the passwords of the services' roles; answers the migrations run.
     *
     * @throws com.scrydon.scim.eventlog.migrations.OtherMigrationsException as {@link #requireOurMigrations}
     */
    public int migrate() {
        requireOurMigrations();
        var flyway = Flyway.configure().dataSource(database()).locations("classpath:db/migration")
                .defaultSchema("public").load();
        int migrations = flyway.migrate().migrationsExecuted;
        setPasswords();
        return migrations;
    }

    /** Makes missing topics; fails if one has another number of partitions than declared. */
    public void provideTopics() {
        try (var admin = admin()) {
            var topics = new TopicAdmin(admin, settings.scale());
            topics.createMissing(settings.replicationFactor(), KAFKA_PATIENCE);
            topics.awaitAll(KAFKA_PATIENCE);
        }
    }

    /** Sets the passwords by which clients log in to Kafka, each as the user of its name, and grants it its rights. */
    public void provideAccess() {
        var passwords = settings.kafkaPasswords();
        if (passwords.isEmpty()) {
            return;
        }
        try (var admin = admin()) {
            var access = new KafkaAccess(admin);
            access.setPasswords(passwords.entrySet().stream()
                    .collect(Collectors.toMap(client -> client.getKey().client(), Map.Entry::getValue)));
            access.grant(passwords.keySet().stream()
                    .flatMap(client -> client.bindings("User:" + client.client()).stream()).toList());
        }
    }

    private Admin admin() {
        var properties = new Properties();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "scim-deploy");
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) KAFKA_PATIENCE.toMillis());
        properties.putAll(settings.kafka());
        return Admin.create(properties);
    }

    /** Registers and pins the schemas that are not pinned yet; asks for the registry only if there are any. */
    public int pinSchemas(Supplier<SchemaRegistry> registry) {
        var pins = new SchemaPins(JdbcClient.create(database()), Optional.empty());
        var missing = unpinned(pins);
        if (!missing.isEmpty()) {
            var open = registry.get();
            missing.forEach(topic -> pin(topic, open, pins));
        }
        return missing.size();
    }

    private static List<Topic> unpinned(SchemaPins pins) {
        return Arrays.stream(Topic.values()).filter(topic -> pins.find(topic).isEmpty()).toList();
    }

    private static void pin(Topic topic, SchemaRegistry registry, SchemaPins pins) {
        int id = registry.register(topic.subject(), PublishedSchema.of(topic.schema()).schema());
        registry.setCompatibility(topic.subject(), compatibility(topic));
        pins.pin(topic, id);
    }

    /** Subscribers may be older or newer than a public schema; internal readers are deployed before their writers. */
    static String compatibility(Topic topic) {
        return switch (topic) {
            case PROVISIONING_TASKS, RELAY_PROGRESS -> "BACKWARD_TRANSITIVE";
            case USERS, GROUPS, TEAMS, MEMBERSHIPS, ACCESS, OPERATIONS, USERS_STATE, GROUPS_STATE,
                    GROUP_MEMBERS_STATE, TEAMS_STATE, MEMBERSHIPS_STATE ->
                "FULL_TRANSITIVE";
        };
    }

    private void setPasswords() {
        try (var connection = database().getConnection()) {
            // Two deploy steps at once would otherwise fail on the same row of pg_authid.
            try (var lock = connection.prepareStatement(LOCK_PASSWORDS)) {
                lock.execute();
            }
            for (var entry : settings.rolePasswords().entrySet()) {
                setPassword(connection, entry.getKey(), entry.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot set the passwords of the services' roles", e);
        }
    }

    /** The driver quotes the role's name and sends a SCRAM verifier, so the server never sees or logs the password. */
    private static void setPassword(Connection connection, String role, String password) throws SQLException {
        connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    private DataSource database() {
        return OwnerDatabase.at(settings.jdbcUrl(), settings.owner(), settings.ownerPassword(), "scim-deploy");
    }
}
