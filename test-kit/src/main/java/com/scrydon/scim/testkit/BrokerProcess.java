package com.scrydon.scim.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/** A KRaft broker of one node, started from this JVM's own class path. Can be killed and started again for fault tests. */
public final class BrokerProcess {

    private static final Duration START_DEADLINE = Duration.ofSeconds(60);

    /** Kept, since a broker ends when its input does. */
    private static final Set<BrokerProcess> STARTED = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final int port;
    private final Path configuration;
    private Process process;

    private BrokerProcess(Path directory, int port, Path configuration, Process process) {
        this.directory = directory;
        this.port = port;
        this.configuration = configuration;
        this.process = process;
    }

    public static BrokerProcess start() {
        return start("", "");
    }

    /**
     * Starts one with more settings.
     *
     * @param listeners further ones, each after a comma
     * @param settings lines of server.properties
     */
    static BrokerProcess start(String listeners, String settings) {
        try {
            var directory = Files.createTempDirectory("scrydon-kafka-");
            int port = freePort();
            var configuration = writeConfiguration(directory, port, listeners, settings);
            run(directory, "kafka.tools.StorageTool", "format", "--standalone", "-t",
                    // Not any UUID: one that begins with a hyphen would be read as an option.
                    Uuid.randomUuid().toString(), "-c", configuration.toString());
            var broker = new BrokerProcess(directory, port, configuration, launch(directory, configuration));
            STARTED.add(broker);
            broker.awaitPort();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka for tests does not start: " + e.getMessage(), e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Ends the broker as kill -9 does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same data. */
    public void restart() {
        try {
            process = launch(directory, configuration);
            awaitPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka for tests does not start again", e);
        }
    }

    private void awaitPort() {
        Eventually.within(START_DEADLINE, () -> {
            if (!process.isAlive()) {
                // Another process took a port between the choice and the start, for one: once more.
                process = launch(directory, configuration);
            }
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            }
        });
    }

    private static Path writeConfiguration(Path directory, int port, String listeners, String settings)
            throws IOException {
        var file = directory.resolve("server.properties");
        Files.writeString(file, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT
                log.dirs=%3$s
                """.formatted(port, freePort(), directory.resolve("data"), listeners) + BrokerSettings.properties()
                + settings);
        Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %-5level %logger{1} %msg%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="OUT"/></root>
                </configuration>
                """);
        return file;
    }

    private static Process launch(Path directory, Path configuration) throws IOException {
        return new ProcessBuilder(command(directory, BrokerMain.class.getName(), configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile())).start();
    }

    private static void run(Path directory, String mainClass, String... arguments) throws IOException {
        var log = directory.resolve("format.log");
        var process = new ProcessBuilder(command(directory, mainClass, arguments)).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(mainClass + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> command(Path directory, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m", "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=" + directory.resolve("logback.xml"), "-cp",
                        System.getProperty("java.class.path"), mainClass));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
