package com.scrydon.scim.localstack.postgres;

import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.SecretFiles;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Launch;
import com.scrydon.scim.localstack.supervision.Part;
import com.scrydon.scim.localstack.supervision.Probes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real PostgreSQL 18 with durability on: an acknowledged commit survives kill -9 of every process. */
public final class PostgresPart implements Part {

    /** Owns the schemas; the deploy step migrates as this role. */
    public static final String OWNER = "scrydon_owner";

    private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", Ports.HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "120"),
            Map.entry("shared_buffers", "32MB"),
            Map.entry("wal_buffers", "1MB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("min_wal_size", "32MB"),
            Map.entry("autovacuum_max_workers", "2"),
            Map.entry("io_method", "sync"), // no worker processes, which would cost memory
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("jit", "off"),
            Map.entry("idle_in_transaction_session_timeout", "60s"),
            Map.entry("log_error_verbosity", "terse"), // no DETAIL: it holds people's e-mails
            Map.entry("log_line_prefix", "%m [%p] %q%u@%d "),
            Map.entry("timezone", "UTC"));

    private final StackLayout layout;
    private final Children children;

    public PostgresPart(StackLayout layout, Children children) {
        this.layout = layout;
        this.children = children;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String address() {
        return layout.jdbcUrl();
    }

    @Override
    public void prepare(Consumer<String> note) throws IOException, InterruptedException {
        note.accept("unpacking");
        PostgresBinaries.in(layout.cache());
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            note.accept("initialising the data directory");
            initialise();
        }
    }

    private void initialise() throws IOException, InterruptedException {
        var folder = data().resolveSibling("");
        Unprivileged.provideFolder(folder);
        var password = folder.resolve("initial-password");
        SecretFiles.write(password, ownerPassword() + "\n");
        try {
            Unprivileged.provideFolder(folder);
            // Into a draft first: a start that is interrupted here leaves nothing that looks like data.
            var draft = folder.resolve("draft");
            children.run(launch(List.of(program("initdb"), "--pgdata=" + draft, "--username=" + OWNER,
                    "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                    "--auth=scram-sha-256", "--pwfile=" + password, "--no-instructions")),
                    layout.data().log(name()), INITDB_PATIENCE);
            Files.move(draft, data());
        } finally {
            Files.deleteIfExists(password);
        }
    }

    @Override
    public Launch launch() {
        var command = new ArrayList<String>();
        command.addAll(List.of(program("postgres"), "-D", data().toString(), "-p",
                Integer.toString(layout.ports().postgres())));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return launch(command);
    }

    private Launch launch(List<String> command) {
        return new Launch(Unprivileged.command(command), Map.of("LC_ALL", "C", "TZ", "UTC"), layout.cache());
    }

    @Override
    public boolean ready() {
        // The port opens before recovery is over; only a session tells.
        if (!Probes.accepts(layout.ports().postgres())) {
            return false;
        }
        try (var _ = connect("postgres")) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /** Makes a database, and a role that owns it, unless they exist. */
    public void provideDatabase(String database, String owner, String password) {
        try (var connection = connect("postgres"); var statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", owner)) {
                // Names are constants of this program; the password is of the alphabet that Secrets generates.
                statement.execute("create role " + owner + " login password '" + password + "'");
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
                statement.execute("create database " + database + " owner " + owner);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + database, e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private Connection connect(String database) throws SQLException {
        var url = "jdbc:postgresql://" + Ports.HOST + ":" + layout.ports().postgres() + "/" + database
                + "?connectTimeout=2&loginTimeout=5&sslmode=disable&gssEncMode=disable";
        return DriverManager.getConnection(url, OWNER, ownerPassword());
    }

    public String ownerPassword() {
        return layout.secrets().password(OWNER);
    }

    /** "Fast shutdown": SIGTERM would wait until the last client has gone. */
    @Override
    public void requestStop(Process process) {
        interrupt(process.pid());
    }

    /** Asks a PostgreSQL server to end its sessions and stop. */
    public static void interrupt(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + pid).inheritIO().start().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException _) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Path data() {
        return layout.data().path().resolve("postgres/data");
    }

    private String program(String name) {
        return layout.cache().resolve("postgres-18/bin").resolve(name).toString();
    }
}
