package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another instance of the worker, started as the launcher started the first, so that groups rebalance and leaders swap. */
final class SecondWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestStack stack;
    private final WorkersLog log;
    private Process process;

    SecondWorker(TestStack stack) throws IOException {
        this.stack = stack;
        this.log = new WorkersLog(stack);
        this.process = start();
        awaitBoth();
    }

    private Process start() throws IOException {
        var first = Path.of("/proc", Long.toString(stack.pid("provisioning-worker")));
        var command = new ArrayList<>(entries(first.resolve("cmdline")));
        command.add("--server.port=0");
        var builder = new ProcessBuilder(command).directory(first.resolve("cwd").toRealPath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(stack.target().resolve("second-worker.log").toFile()));
        builder.environment().clear();
        entries(first.resolve("environ")).forEach(entry -> {
            var parts = entry.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        });
        return builder.start();
    }

    private static List<String> entries(Path of) throws IOException {
        return List.of(Files.readString(of, StandardCharsets.ISO_8859_1).split("\0"));
    }

    /** Ends it as kill -9 does, and starts the next. */
    void killAndReplace() {
        process.destroyForcibly();
        try {
            process = start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Waits until the broker counts both workers in all groups, and nobody else. */
    void awaitBoth() {
        awaitMembers(2);
    }

    void awaitMembers(int members) {
        Eventually.within(PATIENCE, () -> {
            for (var group : WorkersLog.GROUPS) {
                assertThat(log.members(group)).as(group).isEqualTo(members);
            }
        });
    }

    /** Ends it in order; answers when the broker has let it go. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
