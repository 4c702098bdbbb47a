package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.localstack.layout.Repository;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The whole stack, started as {@code ./scim up} starts it, once for all end-to-end tests; stopped with the JVM. */
final class TestStack {

    /** Between two questions to the whole stack; asked without a pause it would answer and not start again. */
    static final Duration PAUSE = Duration.ofMillis(200);

    private static final Duration START = Duration.ofMinutes(8);
    /** Two checkouts of one machine may test at the same time, each with ports of its own. */
    private static final String PORT_BASE = System.getProperty("scim.real.port-base", "18080");
    private static final com.scrydon.scim.testkit.http.Caller PROBE = com.scrydon.scim.testkit.http.Caller.ofUrls()
            .withPatience(Duration.ofSeconds(5));

    /** After the constants it needs. */
    static final TestStack INSTANCE = new TestStack();

    private final Path target = Repository.root().resolve("local-stack/target");
    private final Path data = target.resolve("end-to-end");
    private final Path failpoints = target.resolve("end-to-end-failpoints");
    private final Process launcher;
    private final WorkersLog workersLog;

    private TestStack() {
        try {
            Files.createDirectories(failpoints);
            var builder = new ProcessBuilder(java("up", "--data-dir", data.toString(), "--port-base", PORT_BASE,
                    "--fresh")).redirectErrorStream(true).redirectOutput(target.resolve("end-to-end.log").toFile());
            builder.environment().put("SCIM_FAILPOINTS", failpoints.toString());
            StackFile.delete(data);
            launcher = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            Eventually.within(START, () -> {
                if (!launcher.isAlive()) {
                    throw new IllegalStateException(
                            "the launcher ended: " + Files.readString(target.resolve("end-to-end.log")));
                }
                var _ = StackFile.read(data);
            });
            workersLog = new WorkersLog(operator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> java(String... arguments) throws IOException {
        return java("com.scrydon.scim.localstack.launcher.Launcher", List.of(arguments));
    }

    private List<String> java(String main, List<String> arguments) throws IOException {
        var classPath = target.resolve("local-stack-0.1.0-SNAPSHOT.jar") + ":"
                + Files.readString(target.resolve("class-path.txt"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx96m", "-XX:+UseSerialGC", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=com.scrydon.scim",
                "-Dscim.restart.longest-pause-millis=500", "-Dscim.repository=" + Repository.root(), "-cp", classPath,
                main));
        command.addAll(arguments);
        return command;
    }

    /** For all tests of the JVM, one after the other; ends with it. */
    WorkersLog workersLog() {
        return workersLog;
    }

    private void stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code stack.json} as it is now. */
    StackFile file() {
        return StackFile.read(data);
    }

    Caller okta() {
        return Caller.likeOkta(file().scimBaseUrl(), file().token());
    }

    Caller management() {
        return Caller.likeTheProduct(file().managementUrl(), file().adminToken());
    }

    Caller audit() {
        return Caller.likeTheProduct(file().auditUrl(), file().adminToken());
    }

    Caller operations() {
        return Caller.likeTheProduct(file().operationsUrl(), file().adminToken());
    }

    /** The read-only role, which sees all schemas. */
    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(file().jdbcUrl(), file().dbUser(), file().dbPassword()));
    }

    /** The owner of everything, who sees what readers do not. */
    JdbcClient owner() {
        var secrets = properties("secrets/secrets.properties");
        return JdbcClient.create(new DriverManagerDataSource(file().jdbcUrl(), PostgresPart.OWNER,
                secrets.getProperty("password." + PostgresPart.OWNER)));
    }

    /** Runs another command of the launcher, such as the demo; answers its exit code. */
    int run(Path output, String... arguments) throws IOException, InterruptedException {
        return new ProcessBuilder(java(arguments)).redirectErrorStream(true).redirectOutput(output.toFile()).start()
                .waitFor();
    }

    /** Runs {@code scimctl} as {@code ./scim ctl} does, as an organisation's operator; answers its exit code. */
    int scimctl(Path output, String token, List<String> arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(java("com.scrydon.scim.ctl.ScimCtl", arguments)).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(
                Map.of("SCIM_OPERATIONS_URL", file().operationsUrl(), "SCIM_API_TOKEN", token));
        return builder.start().waitFor();
    }

    /** With which the launcher signs JWTs of persons. */
    Path signingKey() {
        return data.resolve("secrets/jwt-private.pem");
    }

    /** To look at consumer groups and to move their offsets; closed by the caller. */
    Admin admin() {
        return Admin.create(operator());
    }

    /** Settings of a Kafka client that may do everything. */
    Map<String, Object> operator() {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", file().kafkaBootstrap()));
        var login = properties("config/kafka-operator.properties");
        login.stringPropertyNames().forEach(name -> settings.put(name, login.getProperty(name)));
        return settings;
    }

    private Properties properties(String name) {
        var read = new Properties();
        try (var text = Files.newBufferedReader(data.resolve(name))) {
            read.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    Path data() {
        return data;
    }

    Path target() {
        return target;
    }

    /** Ends a part as kill -9 does; answers its pid. */
    long kill(String part) {
        long pid = pid(part);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return pid;
    }

    /** Sends a signal, such as STOP, CONT or TERM, to a process; one that has ended meanwhile needs none. */
    static void signal(String name, long pid) {
        try {
            var sent = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).inheritIO().start().waitFor();
            if (sent != 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                throw new IllegalStateException("no " + name + " for the process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid(String part) {
        return file().pids().getOrDefault(part, 0L);
    }

    /** Waits until the launcher has started the part again and it serves. */
    void awaitAgain(String part, long formerPid) {
        Eventually.within(Duration.ofMinutes(3), PAUSE, () -> {
            if (pid(part) == formerPid || !serves(part)) {
                throw new IllegalStateException(part + " is not back");
            }
        });
    }

    private boolean serves(String part) throws Exception {
        return switch (part) {
            case "postgres" -> database().sql("select true").query(Boolean.class).single();
            case "kafka" -> {
                try (var admin = admin()) {
                    yield !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
                }
            }
            case "scim-ingress" -> answers(healthOf(file().managementUrl()));
            case "provisioning-worker" -> answers(healthOf(file().operationsUrl()));
            case "audit-sink" -> answers(healthOf(file().auditUrl()));
            default -> throw new IllegalArgumentException(part);
        };
    }

    private static String healthOf(String apiUrl) {
        var uri = java.net.URI.create(apiUrl);
        return uri.getScheme() + "://" + uri.getAuthority() + "/actuator/health/readiness";
    }

    /** Whether something answers 200 there. */
    static boolean answers(String url) {
        return PROBE.get(url, Map.of()).status() == 200;
    }

    /** Asks whichever process comes there first to halt at a named point. */
    void haltAt(String failpoint) throws IOException {
        Files.createFile(failpoints.resolve(failpoint));
    }

    void disarm(String failpoint) throws IOException {
        Files.deleteIfExists(failpoints.resolve(failpoint));
    }

    boolean halted(String failpoint) {
        return !Files.exists(failpoints.resolve(failpoint));
    }
}
