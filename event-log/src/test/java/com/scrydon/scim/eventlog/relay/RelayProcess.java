package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A relay in a process of its own, which can be halted and frozen. Its output is a line for every change of its status. */
final class RelayProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private RelayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts one.
     *
     * @param failpoints directory of requests to halt
     * @param freeze where it stops itself once
     */
    static RelayProcess start(RelayWorld world, Path failpoints, RelayMain.Freeze freeze) {
        try {
            var output = Files.createTempFile("relay-", ".log");
            var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=com.scrydon.scim", "-cp",
                    System.getProperty("java.class.path"), RelayMain.class.getName(), world.database().url(),
                    world.name(), world.bootstrap(), freeze.name())).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("SCIM_FAILPOINTS", failpoints.toString());
            return new RelayProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exit status, once it has ended. */
    int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(RelayWorld.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return process.exitValue();
    }

    void awaitFrozen() {
        Eventually.within(RelayWorld.DEADLINE, () -> {
            var state = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            // After the name in parentheses: T is stopped.
            if (!state.substring(state.lastIndexOf(')')).startsWith(") T")) {
                throw new AssertionError("not frozen: " + output());
            }
        });
    }

    void wake() throws IOException, InterruptedException {
        var _ = new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().waitFor();
    }

    List<String> output() throws IOException {
        return Files.readAllLines(output);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
