package com.scrydon.scim.testkit.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The repository in which the tests run: its pages, and the sources of classes. */
public final class Repository {

    private static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow(
                    () -> new IllegalStateException("there is no ARCHITECTURE.md above the working directory"));
        }
        return folder;
    }

    /** By its path from the root; the empty one is the root. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** All of its text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source of a class that is at the top of its file. */
    static Path sourceOf(String className) {
        var within = "src/main/java/" + className.replace('.', '/') + ".java";
        try (var modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(within)).filter(Files::exists).findFirst()
                    .orElseThrow(() -> new IllegalStateException("no module has " + within));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its module and its name without the package. */
    static String owner(String className) {
        var module = ROOT.relativize(sourceOf(className)).getName(0);
        return module + " · `" + className.substring(className.lastIndexOf('.') + 1) + "`";
    }
}
