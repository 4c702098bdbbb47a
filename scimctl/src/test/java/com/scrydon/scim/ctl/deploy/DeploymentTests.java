package com.scrydon.scim.ctl.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.migrations.OtherMigrationsException;
import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

class DeploymentTests {

    private static final Map<String, String> ENVIRONMENT = Map.of("SCIM_OWNER_PASSWORD", "owner's",
            "SCIM_INGRESS_PASSWORD", "it's \"quoted\"", "AUDIT_SINK_KAFKA_PASSWORD", "for the log");
    private static final String[] ARGUMENTS = {"--jdbc-url", "jdbc:postgresql://db/scrydon", "--kafka", "kafka:9092",
        "--registry", "http://registry:8080/apis/ccompat/v7", "--kafka-property", "security.protocol=SSL"};

    @Test
    void publicTopicsEvolveFullyCompatibly() {
        var publicTopics = Arrays.stream(Topic.values()).filter(topic -> topic.topicName().startsWith("scim."));

        assertThat(publicTopics).allSatisfy(
                topic -> assertThat(Deployment.compatibility(topic)).isEqualTo("FULL_TRANSITIVE"));
        assertThat(Deployment.compatibility(Topic.RELAY_PROGRESS)).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void secretsComeFromTheEnvironment() {
        var command = new DeployCommand(ENVIRONMENT::get);
        new CommandLine(command).parseArgs(ARGUMENTS);

        var settings = command.settings();

        assertThat(settings.ownerPassword()).isEqualTo("owner's");
        assertThat(settings.rolePasswords()).containsExactly(Map.entry("scim_ingress", "it's \"quoted\""));
        assertThat(settings.kafkaPasswords()).containsExactly(Map.entry(KafkaRights.SINK, "for the log"));
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SSL");
        assertThat(settings.scale()).isEqualTo(PartitionScale.PRODUCTION);
    }

    @Test
    void secretsAreNotPrinted() {
        var command = new DeployCommand(ENVIRONMENT::get);
        new CommandLine(command).parseArgs(ARGUMENTS);

        assertThat(command.settings().toString()).doesNotContain("owner's").doesNotContain("quoted")
                .doesNotContain("for the log");
    }

    @Test
    void aDatabaseThatOtherMigrationsMadeIsLeftAsItIs() {
        var database = TestPostgres.database();
        var owner = JdbcClient.create(database.owner());
        owner.sql("update flyway_schema_history set checksum = checksum + 1 where installed_rank = 1").update();
        var deployment = new Deployment(new DeploymentSettings(database.url(), "postgres", "postgres",
                Map.of("nobody", "no such role: this would fail"), Map.of(), Map.of(), (short) 1,
                PartitionScale.LOCAL));

        assertThatThrownBy(deployment::migrate).isInstanceOf(OtherMigrationsException.class)
                .hasMessageContaining("Nothing was changed").hasMessageNotContaining("\n");
    }

    @Test
    void aMissingOwnerPasswordIsNamed() {
        var command = new DeployCommand(_ -> null);
        new CommandLine(command).parseArgs(ARGUMENTS);

        assertThatThrownBy(command::settings).hasMessageContaining("SCIM_OWNER_PASSWORD");
    }
}
