package com.scrydon.scim.ctl.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Tag("R37")
class KafkaServersTests {

    @Command(name = "any")
    private static final class Any {

        @Mixin
        private final KafkaServers kafka = new KafkaServers(Map.of("SCIM_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN",
                "SCIM_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "from the environment", "SCIM_KAFKA_TOPIC", "none"));
    }

    @Test
    void r37_aPasswordComesByTheEnvironmentOrAFile(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("operator.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\n");
        var any = new Any();

        new CommandLine(any).parseArgs("--kafka", "k:1", "--kafka-config", file.toString(), "--kafka-property",
                "security.protocol=SASL_SSL");

        assertThat(any.kafka.client()).containsExactlyInAnyOrderEntriesOf(Map.of("bootstrap.servers", "k:1",
                "security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config",
                "from the environment"));
    }
}
