package com.scrydon.scim.testkit;

import com.scrydon.scim.testkit.TestPostgres.PostgresServer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The other provider: Postgres in a container, with the profile {@code containers}. */
final class PostgresContainer {

    private PostgresContainer() {}

    static PostgresServer start() {
        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
        var container = new PostgreSQLContainer("postgres:18").withUsername("postgres").withPassword("postgres")
                .withEnv("POSTGRES_INITDB_ARGS",
                        "--locale-provider=builtin --builtin-locale=C.UTF-8 --encoding=UTF8")
                // Replaces Testcontainers' own command, which turns fsync off.
                .withCommand("postgres", "-c", "max_connections=200");
        container.start();
        return new PostgresServer(container.getHost(), container.getMappedPort(5432));
    }
}
