package com.scrydon.scim.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

/** A process that is of no use ends itself, and no other does. */
@Timeout(120)
@Tag("slow")
class WatchdogTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private Path temporary = Path.of("");

    private Process start() throws IOException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                WatchedMain.class.getName(), "--server.port=0", "--server.address=127.0.0.1",
                "--scim.watchdog.patience=3s", "--spring.main.banner-mode=off").redirectErrorStream(true)
                .redirectOutput(output().toFile()).start();
        Eventually.within(DEADLINE, () -> assertThat(Files.readString(output())).contains("\nready"));
        return process;
    }

    private Path output() {
        return temporary.resolve("output");
    }

    private static void tell(Process process, char command) throws IOException {
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
    }

    private void assertThatItEnds(Process process, String why) throws Exception {
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(Halt.STATUS);
        assertThat(Files.readString(output())).contains("the process ends itself: " + why).contains("\"watchdog\"");
    }

    @Test
    void aProcessThatAnswersNothingEndsItselfAndSaysWhy() throws Exception {
        var process = start();

        tell(process, 'p');

        assertThatItEnds(process, "nothing was answered at its own port for 3 s");
    }

    @Test
    void aProcessOneOfWhoseThreadsIsStuckEndsItself() throws Exception {
        var process = start();

        tell(process, 's');

        assertThatItEnds(process, "thread sticks is stuck");
    }

    @Test
    void aProcessThatWasFrozenForLongerThanItsPatienceLives() throws Exception {
        var process = start();
        for (int i = 0; i < 2; i++) {
            signal(process, "STOP");
            Eventually.within(DEADLINE, () -> assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/stat")))
                    .contains(") T "));
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isFalse();
            signal(process, "CONT");
        }
        // For two times its patience.
        assertThat(process.waitFor(6, TimeUnit.SECONDS)).as(Files.readString(output())).isFalse();

        tell(process, 'p');

        assertThatItEnds(process, "nothing was answered");
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    @Test
    void whileAllPlacesAreTakenByClientsItHasMorePatience() throws Exception {
        var reasons = new ArrayList<String>();
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var door = new Door(new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()), 100);
            var properties = new WatchdogProperties(true, Duration.ofSeconds(2), Duration.ofSeconds(6));
            new Watchdog(door, () -> true, properties, why -> {
                reasons.add(why);
                Thread.currentThread().interrupt();
            }).watch();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(reasons).isEqualTo(List.of("nothing was answered at its own port for 6 s"));
    }

    /** A service with TLS answers a question without it, from the same place. */
    @Test
    void aPortWithTlsAnswersToo() throws Exception {
        TestCertificate.make().install(temporary);
        var arguments = new ArrayList<String>(List.of("--server.port=0", "--server.address=127.0.0.1"));
        TestCertificate.settings(temporary).forEach((key, value) -> arguments.add("--" + key + "=" + value));
        try (var service = SpringApplication.run(WatchedMain.class, arguments.toArray(String[]::new))) {
            int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            try (var door = new Door(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000)) {
                assertThat(door.answers()).isTrue();
            }
        }
    }
}
