package com.scrydon.scim.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of a repository that people write: sources, migrations, settings, scripts and pages. */
final class SourceTree {

    private static final Set<String> KINDS = Set.of("java", "sql", "md", "yaml", "yml", "avsc", "xml", "properties",
            "html", "css", "js", "config", "imports");
    private static final Set<String> HIDDEN_AND_OURS = Set.of(".ci", ".mvn");
    private static final Pattern HEADING = Pattern.compile("^#+\\s+(.+?)\\s*$", Pattern.MULTILINE);

    private final Path root;
    private final Map<String, String> texts = new TreeMap<>();

    private SourceTree(Path root) {
        this.root = root;
    }

    /** The repository in which the tests run. */
    static SourceTree ofThisRepository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(
                            () -> new IllegalStateException("there is no ARCHITECTURE.md above the working directory"));
        }
        return at(folder);
    }

    static SourceTree at(Path root) {
        var tree = new SourceTree(root);
        try {
            Files.walkFileTree(root, tree.new Reader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    /** By path from the root, with slashes. */
    Map<String, String> texts() {
        return texts;
    }

    /** Whether there is a file or folder of that path, from the root. */
    boolean has(String path) {
        return isInside(root.resolve(path));
    }

    /** Whether the path leads to something in the repository from the file's own folder, or from one that this lies in. */
    boolean reaches(String file, String relative) {
        return Stream.<Path>iterate(root.resolve(file).getParent(), folder -> folder != null && folder.startsWith(root),
                Path::getParent).anyMatch(folder -> isInside(folder.resolve(relative)));
    }

    private boolean isInside(Path path) {
        var straight = path.normalize();
        return straight.startsWith(root) && Files.exists(straight);
    }

    /** The headings of a page, without marks of code. */
    Set<String> headings(String page) {
        return HEADING.matcher(texts.getOrDefault(page, "")).results()
                .map(heading -> heading.group(1).replace("`", "")).collect(Collectors.toSet());
    }

    /** The sources of the tests with that name of a class, of which each module may have one. */
    List<String> tests(String name) {
        return texts.entrySet().stream().filter(e -> e.getKey().endsWith("/" + name + ".java")).map(Map.Entry::getValue)
                .toList();
    }

    private final class Reader extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.equals(root) ? "" : String.valueOf(folder.getFileName());
            boolean foreign = name.equals("target") || (name.startsWith(".") && !HIDDEN_AND_OURS.contains(name));
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var name = String.valueOf(file.getFileName());
            if (!name.contains(".") || KINDS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                texts.put(root.relativize(file).toString().replace('\\', '/'),
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
