package com.scrydon.scim.localstack.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process of a service, started as the launcher started the first, but on a port that is free. */
final class SecondProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestStack stack;
    private final String part;
    private final Path log;
    private Process process;

    /** @param log to which it appends what it says; below the target directory, where the secret scan finds it */
    SecondProcess(TestStack stack, String part, String log) throws IOException {
        this.stack = stack;
        this.part = part;
        this.log = stack.target().resolve(log);
        this.process = start();
    }

    private Process start() throws IOException {
        var first = Path.of("/proc", Long.toString(stack.pid(part)));
        var command = new ArrayList<>(entries(first.resolve("cmdline")));
        command.add("--server.port=0");
        var builder = new ProcessBuilder(command).directory(first.resolve("cwd").toRealPath().toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
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

    long pid() {
        return process.pid();
    }

    /** Ends it as kill -9 does, and starts the next. */
    void killAndReplace() {
        process.destroyForcibly();
        try {
            process = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in order. */
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
