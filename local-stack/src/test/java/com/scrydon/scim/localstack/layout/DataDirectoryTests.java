package com.scrydon.scim.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void aForeignDirectoryIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(temporary.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> DataDirectory.occupy(temporary)).isInstanceOf(Refusal.class)
                .hasMessageContaining("not the data of a stack").hasMessageContaining("--data-dir");
        assertThat(temporary).isDirectoryContaining("glob:**thesis.txt");
        try (var files = Files.list(temporary)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDirectoryThatHoldsOnlyLogsIsNew() throws IOException {
        Files.createDirectory(temporary.resolve("logs"));

        try (var directory = DataDirectory.occupy(temporary)) {
            assertThat(DataDirectory.isOurs(directory.path())).isTrue();
        }
    }

    @Test
    void othersOfTheMachineSeeNothingNotEvenOfAnOlderStack() throws IOException {
        Files.setPosixFilePermissions(Files.createDirectory(temporary.resolve("logs")),
                PosixFilePermissions.fromString("rwxr-xr-x"));

        try (var directory = DataDirectory.occupy(temporary)) {
            assertThat(mode(directory.path())).isEqualTo("rwx--x--x");
            assertThat(mode(directory.path().resolve("logs"))).isEqualTo("rwx------");
            assertThat(mode(directory.privateFolder("kafka"))).isEqualTo("rwx------");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aSecondLauncherOnTheSameDirectoryIsRefused() {
        try (var _ = DataDirectory.occupy(temporary)) {
            assertThatThrownBy(() -> DataDirectory.occupy(temporary)).isInstanceOf(Refusal.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aDirectoryThatWasLeftCanBeTakenAgainWithItsData() throws IOException {
        try (var first = DataDirectory.occupy(temporary)) {
            Files.writeString(first.path().resolve("kept"), "data");
        }

        try (var second = DataDirectory.occupy(temporary)) {
            assertThat(second.path().resolve("kept")).hasContent("data");
            second.empty();
            assertThat(second.path().resolve("kept")).doesNotExist();
        }
        assertThat(DataDirectory.isOurs(temporary)).isTrue();
    }

    @Test
    void secretsAreMadeOnceAndOnlyTheOwnerReadsThem() throws IOException {
        try (var data = DataDirectory.occupy(temporary)) {
            var first = Secrets.in(data);
            var password = first.password("scim_ingress");
            var organisation = first.organisation();
            first.rememberScimToken("scim_x");

            var again = Secrets.in(data);

            assertThat(again.password("scim_ingress")).isEqualTo(password).hasSizeGreaterThan(20);
            assertThat(again.organisation()).isEqualTo(organisation);
            assertThat(again.scimToken()).contains("scim_x");
            assertThat(again.signingKey()).content().startsWith("-----BEGIN PRIVATE KEY-----");
            try (var files = Files.list(again.signingKey().resolveSibling(""))) {
                assertThat(files).allSatisfy(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void stackJsonHasTheNamesOfTheContract() throws IOException {
        var file = new StackFile("scim", "org", "token", "management", "operations", "audit", "admin", "console",
                "user", "password", "kafka", "SASL_PLAINTEXT", "SCRAM-SHA-512", "subscriber", "shh", "registry", "jdbc",
                "db",
                "secret", Map.of("postgres", 1L));

        file.write(temporary);

        assertThat(StackFile.read(temporary)).isEqualTo(file);
        assertThat(StackFile.read(temporary).withPids(Map.of("kafka", 2L)).pids()).containsExactly(
                Map.entry("kafka", 2L));
        assertThat(file.subscriber()).containsEntry("bootstrap.servers", "kafka")
                .containsEntry("security.protocol", "SASL_PLAINTEXT").containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"subscriber\" password=\"shh\";");
        assertThat(temporary.resolve("stack.json")).content().contains("\"scimBaseUrl\"", "\"organisation\"",
                "\"token\"", "\"managementUrl\"", "\"operationsUrl\"", "\"auditUrl\"", "\"adminToken\"",
                "\"consoleUrl\"", "\"consoleUser\"", "\"consolePassword\"", "\"kafkaBootstrap\"",
                "\"kafkaSecurityProtocol\"", "\"kafkaSaslMechanism\"", "\"kafkaUser\"", "\"kafkaPassword\"",
                "\"schemaRegistryUrl\"", "\"jdbcUrl\"", "\"dbUser\"", "\"dbPassword\"", "\"pids\"");
    }

    @Test
    void withoutAStackThereIsNothingToRead() {
        assertThatThrownBy(() -> StackFile.read(temporary)).isInstanceOf(Refusal.class)
                .hasMessageContaining("./scim up");
    }

    @Test
    void aFingerprintChangesWithTheFile() throws IOException {
        var jar = Files.writeString(temporary.resolve("a.jar"), "1");
        var stamp = temporary.resolve("stamp");
        Fingerprint.write(stamp, Fingerprint.of(jar, "-Xmx1m"));

        assertThat(Fingerprint.matches(stamp, Fingerprint.of(jar, "-Xmx1m"))).isTrue();
        assertThat(Fingerprint.matches(stamp, Fingerprint.of(jar, "-Xmx2m"))).isFalse();
        Files.writeString(jar, "22");
        assertThat(Fingerprint.matches(stamp, Fingerprint.of(jar, "-Xmx1m"))).isFalse();
    }
}
