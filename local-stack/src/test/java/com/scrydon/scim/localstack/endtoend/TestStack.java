package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.localstack.layout.Repository;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The whole stack, started as {@code ./scim up} starts it, once for all end-to-end tests; stopped with the JVM. */
final class TestStack {

    private static final Duration START = Duration.ofMinutes(8);
    private static final String PORT_BASE = "18080";

    /** After the constants it needs. */
    static final TestStack INSTANCE = new TestStack();

    private final Path target = Repository.root().resolve("local-stack/target");
    private final Path data = target.resolve("end-to-end");
    private final Path failpoints = target.resolve("end-to-end-failpoints");
    private final Process launcher;

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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> java(String... arguments) throws IOException {
        var classPath = target.resolve("local-stack-0.1.0-SNAPSHOT.jar") + ":"
                + Files.readString(target.resolve("class-path.txt"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx96m", "-XX:+UseSerialGC", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=com.scrydon.scim",
                "-Dscim.repository=" + Repository.root(), "-cp", classPath,
                "com.scrydon.scim.localstack.launcher.Launcher"));
        command.addAll(List.of(arguments));
        return command;
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

    /** The read-only role, which sees all schemas. */
    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(file().jdbcUrl(), file().dbUser(), file().dbPassword()));
    }

    /** Runs another command of the launcher, such as the demo; answers its exit code. */
    int run(Path output, String... arguments) throws IOException, InterruptedException {
        return new ProcessBuilder(java(arguments)).redirectErrorStream(true).redirectOutput(output.toFile()).start()
                .waitFor();
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

    long pid(String part) {
        return file().pids().getOrDefault(part, 0L);
    }

    /** Waits until the launcher has started the part again and it answers. */
    void awaitAgain(String part, long formerPid, String healthUrl) {
        Eventually.within(Duration.ofMinutes(3), () -> {
            if (pid(part) == formerPid || !answers(healthUrl)) {
                throw new IllegalStateException(part + " is not back");
            }
        });
    }

    private static boolean answers(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(java.net.URI.create(url)).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    /** Asks the relay of the ingress to halt its process at a named point, the next time it comes there. */
    void haltAt(String failpoint) throws IOException {
        Files.createFile(failpoints.resolve(failpoint));
    }

    boolean halted(String failpoint) {
        return !Files.exists(failpoints.resolve(failpoint));
    }
}
