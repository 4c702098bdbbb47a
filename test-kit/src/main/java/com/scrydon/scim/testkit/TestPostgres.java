package com.scrydon.scim.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real PostgreSQL for the tests of one JVM, with fsync on. Each database is a copy of one that was migrated once, so
 * that a fresh one costs a fraction of a second. A Postgres that cannot be had fails the run.
 */
public final class TestPostgres {

    private static final String TEMPLATE = "migrated";
    private static final String[] SERVICE_ROLES = {"scim_ingress", "provisioning_worker", "audit_sink", "scim_reader"};
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Started at the first use; stopped with the JVM. */
    private static final Once<PostgresServer> SERVER = new Once<>(TestPostgres::start);

    private TestPostgres() {}

    private static PostgresServer start() {
        var server = "containers".equals(System.getProperty("scim.test.provider"))
                ? PostgresContainer.start()
                : embedded();
        var owner = JdbcClient.create(server.dataSource("postgres", "postgres", "postgres"));
        owner.sql("create database " + TEMPLATE).update();
        var template = server.dataSource(TEMPLATE, "postgres", "postgres");
        migrate(template, owner);
        return server;
    }

    /** Migrates a database; service roles get their own name as password. */
    static void migrate(DataSource database, JdbcClient owner) {
        Flyway.configure().dataSource(database).load().migrate();
        for (var role : SERVICE_ROLES) {
            owner.sql("alter role " + role + " password '" + role + "'").update();
        }
    }

    private static PostgresServer embedded() {
        try {
            var postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on").setServerConfig("max_connections", "200")
                    .setLocaleConfig("locale-provider", "builtin").setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("encoding", "UTF8").setRegisterShutdownHook(false).start();
            var server = new PostgresServer("127.0.0.1", postgres.getPort());
            guard(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres for tests does not start: " + e.getMessage(), e);
        }
    }

    /** It is a daemon: no child of this JVM. */
    private static void guard(PostgresServer server) throws IOException {
        var owner = JdbcClient.create(server.dataSource("postgres", "postgres", "postgres"));
        var pid = owner.sql("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint").query(Long.class)
                .single();
        var directory = owner.sql("select current_setting('data_directory')").query(String.class).single();
        ServerGuard.set(pid, Path.of(directory));
    }

    /** A running server and how to reach it. */
    record PostgresServer(String host, int port) {

        String url(String database) {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        DataSource dataSource(String database, String user, String password) {
            return new DriverManagerDataSource(url(database), user, password);
        }
    }

    /** A fresh, migrated database. */
    public static Database database() {
        return copyOf(SERVER.get(), TEMPLATE);
    }

    private static Database copyOf(PostgresServer server, String template) {
        var name = "test_" + COUNTER.incrementAndGet();
        JdbcClient.create(server.dataSource("postgres", "postgres", "postgres"))
                .sql("create database " + name + " template " + template).update();
        return new Database(server, name);
    }

    /** One database; its service roles have their own name as password. */
    public static final class Database {

        private final PostgresServer server;
        private final String name;

        Database(PostgresServer server, String name) {
            this.server = server;
            this.name = name;
        }

        public String url() {
            return server.url(name);
        }

        /** Connections of a service role, such as {@code scim_ingress}; each call of getConnection opens a new one. */
        public DataSource dataSource(String role) {
            return server.dataSource(name, role, role);
        }

        /** Connections of the owner, for preparing and inspecting. */
        public DataSource owner() {
            return server.dataSource(name, "postgres", "postgres");
        }

        /** What a restore of a backup taken now would give: a copy, for which every connection is ended first. */
        public Database backup() throws SQLException {
            terminateConnections();
            return copyOf(server, name);
        }

        /** Ends every connection to the database, as a crash of Postgres would. */
        public void terminateConnections() throws SQLException {
            try (var connection = server.dataSource("postgres", "postgres", "postgres").getConnection();
                    var statement = connection.prepareStatement(
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")) {
                statement.setString(1, name);
                statement.execute();
            }
        }
    }
}
