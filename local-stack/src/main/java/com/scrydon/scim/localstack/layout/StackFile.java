package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stack.json}: what scripts and tests need to talk to a running stack. It is there exactly while the stack is
 * ready, is replaced whole, and only its owner can read it, since it holds tokens.
 */
public record StackFile(String scimBaseUrl, String organisation, String token, String managementUrl,
        String operationsUrl, String auditUrl, String adminToken, String consoleUrl, String consoleUser,
        String consolePassword, String kafkaBootstrap,
        String kafkaSecurityProtocol, String kafkaSaslMechanism, String kafkaUser, String kafkaPassword,
        String schemaRegistryUrl, String jdbcUrl, String dbUser, String dbPassword, Map<String, Long> pids) {

    /** Key among the process ids: the launcher that wrote the file. */
    public static final String LAUNCHER = "launcher";

    private static final String NAME = "stack.json";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

    public void write(Path dataDirectory) {
        SecretFiles.write(dataDirectory.resolve(NAME), JSON.writeValueAsString(this) + "\n");
    }

    public StackFile withPids(Map<String, Long> newer) {
        return new StackFile(scimBaseUrl, organisation, token, managementUrl, operationsUrl, auditUrl, adminToken,
                consoleUrl, consoleUser, consolePassword, kafkaBootstrap,
                kafkaSecurityProtocol, kafkaSaslMechanism, kafkaUser, kafkaPassword,
                schemaRegistryUrl, jdbcUrl, dbUser, dbPassword, newer);
    }

    /** Settings of a Kafka client that logs in as the read-only subscriber; its groups begin with {@code kafkaUser}. */
    public Map<String, Object> subscriber() {
        var login = new KafkaLogin(kafkaSecurityProtocol, kafkaSaslMechanism, kafkaUser, kafkaPassword);
        var settings = new HashMap<String, Object>(login.settings());
        settings.put("bootstrap.servers", kafkaBootstrap);
        return settings;
    }

    /** Reads the file of a running stack. */
    public static StackFile read(Path dataDirectory) {
        return find(dataDirectory).filter(StackFile::launcherLives)
                .orElseThrow(() -> new Refusal("no stack is ready on " + dataDirectory.toAbsolutePath().normalize(),
                        "Start one: ./scim up, in another terminal or with --detach"));
    }

    /** A launcher that was killed leaves its file behind. */
    private boolean launcherLives() {
        var launcher = pids.get(LAUNCHER);
        return launcher == null || ProcessHandle.of(launcher).isPresent();
    }

    /** Whether a launcher has said that its stack is ready; what another left behind says nothing. */
    public static boolean isWrittenBy(long launcher, Path dataDirectory) {
        return find(dataDirectory).filter(file -> Long.valueOf(launcher).equals(file.pids.get(LAUNCHER))).isPresent();
    }

    private static Optional<StackFile> find(Path dataDirectory) {
        try {
            return Optional.of(JSON.readValue(Files.readString(dataDirectory.resolve(NAME)), StackFile.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path dataDirectory) {
        try {
            Files.deleteIfExists(dataDirectory.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
