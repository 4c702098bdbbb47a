package com.scrydon.scim.localstack.layout;

import java.nio.file.Path;

/**
 * What every part of a stack is told.
 *
 * @param repository the project's root, where the build left its jars
 * @param data what this stack keeps
 * @param ports where its parts listen
 * @param secrets what was generated once for it
 */
public record StackLayout(Path repository, DataDirectory data, Ports ports, Secrets secrets) {

    public static final String DATABASE = "scrydon";

    /** What was prepared from build output, for all stacks of this working copy; {@code mvn clean} drops it. */
    public Path cache() {
        return repository.resolve("local-stack/target/stack-cache");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + Ports.HOST + ":" + ports.postgres() + "/" + DATABASE;
    }

    public String kafkaBootstrap() {
        return Ports.HOST + ":" + ports.kafka();
    }

    /** Base of the registry's Confluent-compatible API. */
    public String registryUrl() {
        return url(ports.registry()) + "/apis/ccompat/v7";
    }

    public static String url(int port) {
        return "http://" + Ports.HOST + ":" + port;
    }
}
