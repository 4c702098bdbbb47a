package com.scrydon.scim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers for tests end with the JVM that started them, whatever ends it. */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
@DisabledIfSystemProperty(named = "scim.test.provider", matches = "containers", disabledReason = "Testcontainers ends its own")
@Tag("slow")
class ServersEndTests {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    private Path temporary = Path.of("");

    /** How the JVM ends. */
    enum End {
        RETURNS, TERMINATED, KILLED;

        void of(Process process) throws IOException {
            switch (this) {
                case RETURNS -> process.getOutputStream().close();
                case TERMINATED -> process.destroy();
                case KILLED -> {
                    var _ = process.destroyForcibly();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noServerOutlivesTheJvmOfItsTests(End end) throws IOException {
        var output = temporary.resolve("output");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                ServersMain.class.getName()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        Eventually.within(DEADLINE, () -> assertThat(Files.readAllLines(output)).contains("ready"));
        var servers = words(output, "pid ").stream().map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        // Postgres, its guard, the broker.
        assertThat(servers).hasSize(3).allMatch(ProcessHandle::isAlive);

        end.of(process);

        Eventually.within(DEADLINE, () -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
        assertThat(process.onExit().join().isAlive()).isFalse();
        assertThat(Path.of(words(output, "data ").getFirst())).doesNotExist();
    }

    private static List<String> words(Path output, String after) throws IOException {
        return Files.readAllLines(output).stream().filter(line -> line.startsWith(after))
                .map(line -> line.substring(after.length())).toList();
    }
}
