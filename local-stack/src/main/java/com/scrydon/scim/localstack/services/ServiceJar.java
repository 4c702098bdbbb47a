package com.scrydon.scim.localstack.services;

import com.scrydon.scim.localstack.layout.Fingerprint;
import com.scrydon.scim.localstack.layout.JavaCommand;
import com.scrydon.scim.localstack.layout.Refusal;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Launch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A service's jar as it is run: extracted, with an ahead-of-time cache of its classes, which cuts its start to a third.
 * Both are made again only when the jar, the Java runtime or the flags change.
 */
final class ServiceJar {

    private static final Duration EXTRACT_PATIENCE = Duration.ofMinutes(1);
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(3);
    private static final String CACHE = "classes.aot";
    /** Training runs take a core each; more at once would only take longer. */
    private static final Semaphore TRAININGS = new Semaphore(2);

    private final String service;
    private final StackLayout layout;
    private final Children children;
    private final List<String> flags;
    private final Path jar;

    ServiceJar(String service, StackLayout layout, Children children, List<String> flags) {
        this.service = service;
        this.layout = layout;
        this.children = children;
        this.flags = List.copyOf(flags);
        this.jar = layout.repository().resolve(service).resolve("target")
                .resolve(service + "-0.1.0-SNAPSHOT-service.jar");
    }

    /** Extracts and trains unless that is done. Training starts the service with its arguments, short of serving. */
    void prepare(List<String> arguments, Consumer<String> note) throws IOException, InterruptedException {
        if (!Files.exists(jar)) {
            throw new Refusal(service + " is not built (" + jar + ")", "Build it: mvn -DskipTests package");
        }
        Files.createDirectories(services());
        // Two stacks of one working copy share what is prepared; the second waits.
        try (var channel = FileChannel.open(services().resolve(service + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); var _ = channel.lock()) {
            var stamp = folder().resolve("stamp");
            if (!Fingerprint.matches(stamp, fingerprint())) {
                deleteOlder();
                note.accept("extracting");
                extract();
                note.accept("recording its classes (once per build)");
                train(arguments);
                Fingerprint.write(stamp, fingerprint());
            }
        }
    }

    Launch launch(List<String> arguments) {
        var cache = folder().resolve(CACHE);
        return launch(Files.exists(cache) ? List.of("-XX:AOTCache=" + CACHE) : List.of(), arguments);
    }

    private Launch launch(List<String> extraFlags, List<String> arguments) {
        var command = new ArrayList<String>(flags);
        command.addAll(extraFlags);
        command.addAll(List.of("-jar", jar.getFileName().toString()));
        command.addAll(arguments);
        return new Launch(command, Map.of("MALLOC_ARENA_MAX", "2"), folder());
    }

    private void extract() throws IOException, InterruptedException {
        var command = new ArrayList<String>(JavaCommand.small(128));
        command.addAll(List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
                folder().toString()));
        children.run(new Launch(command, Map.of(), services()), log("extract"), EXTRACT_PATIENCE);
    }

    /** A service that cannot be trained still runs, only slower to start. */
    private void train(List<String> arguments) throws IOException, InterruptedException {
        TRAININGS.acquire();
        try {
            int exit = children.tryRun(launch(
                    List.of("-XX:AOTCacheOutput=" + CACHE, "-Dspring.context.exit=onRefresh"), arguments),
                    log("training"), TRAINING_PATIENCE);
            if (exit != 0) {
                Files.deleteIfExists(folder().resolve(CACHE));
            }
        } finally {
            TRAININGS.release();
        }
    }

    private void deleteOlder() throws IOException {
        try (var folders = Files.list(services())) {
            for (var older : folders.filter(f -> f.getFileName().toString().startsWith(service + "@")).toList()) {
                delete(older);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private String fingerprint() {
        return Fingerprint.of(jar, String.join(" ", flags));
    }

    private Path folder() {
        return services().resolve(service + "@" + Integer.toHexString(fingerprint().hashCode()));
    }

    private Path services() {
        return layout.cache().resolve("services");
    }

    private Path log(String what) {
        return layout.data().log(service + "." + what);
    }
}
