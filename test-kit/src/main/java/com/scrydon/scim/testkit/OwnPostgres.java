package com.scrydon.scim.testkit;

import com.scrydon.scim.testkit.TestPostgres.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL of one test's own, which can be stopped, copied and swapped for an older copy of itself, on the same port. */
public final class OwnPostgres implements AutoCloseable {

    private static final String DATABASE = "scrydon";

    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;
    private int copies;

    /** Makes and starts one with a migrated database. */
    public OwnPostgres() throws IOException {
        folder = Files.createTempDirectory("own-postgres");
        running = start(0);
        port = running.getPort();
        var server = new PostgresServer("127.0.0.1", port);
        var owner = JdbcClient.create(server.dataSource("postgres", "postgres", "postgres"));
        owner.sql("create database " + DATABASE).update();
        TestPostgres.migrate(server.dataSource(DATABASE, "postgres", "postgres"), owner);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private EmbeddedPostgres start(int onPort) throws IOException {
        var postgres = EmbeddedPostgres.builder().setDataDirectory(data()).setCleanDataDirectory(false)
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100").setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8").setLocaleConfig("encoding", "UTF8")
                .setRegisterShutdownHook(false);
        if (onPort > 0) {
            postgres.setPort(onPort);
        }
        return postgres.start();
    }

    public TestPostgres.Database database() {
        return new TestPostgres.Database(new PostgresServer("127.0.0.1", port), DATABASE);
    }

    public void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start() {
        try {
            running = start(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the data of the stopped server; answers where to. */
    public Path copy() throws IOException {
        copies++;
        var copy = folder.resolve("copy-" + copies);
        run("cp", "-a", data().toString(), copy.toString());
        return copy;
    }

    /** Puts a copy in the place of the stopped server's data; answers where that is now. */
    public Path swap(Path copy) throws IOException {
        copies++;
        var former = folder.resolve("former-" + copies);
        Files.move(data(), former);
        Files.move(copy, data());
        return former;
    }

    @Override
    public void close() throws IOException {
        running.close();
        run("rm", "-rf", folder.toString());
    }

    private static void run(String... command) throws IOException {
        if (new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }
}
