package com.scrydon.scim.localstack.services;

import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.configuration.ConfigurationPage;
import com.scrydon.scim.testkit.configuration.Repository;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What begins with {@code scim.} and is a name of ours: a key of some service, or else a fact, a topic, a meter or a package. */
final class NamedKeys {

    /** Not what follows {@code -D}: those are of tests. A host or a file may have {@code scim.} inside. */
    private static final Pattern NAME = Pattern
            .compile("(?<![\\w.:/@-])scim\\.[a-z0-9][a-z0-9_-]*(?:\\.[a-z0-9][a-z0-9_-]*)*");
    private static final Pattern ARGUMENT = Pattern.compile("\"--(scim\\.[a-z0-9.-]+?)\\.?=?[\"=]");
    private static final Pattern LITERAL = Pattern.compile("\"(scim\\.[a-z0-9.-]+)\"");
    private static final Pattern PACKAGE = Pattern.compile("package com\\.scrydon\\.scim\\.ingress\\.(scim\\.[a-z]+)");

    private final TreeMap<String, String> files = new TreeMap<>();
    private final Set<String> others = new TreeSet<>();

    NamedKeys() throws IOException {
        var root = Repository.file("");
        Files.walkFileTree(root, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = String.valueOf(folder.getFileName());
                boolean foreign = name.equals("target") || (name.startsWith(".") && !folder.equals(root));
                return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().matches(".*\\.(java|md|yaml|yml|html)")) {
                    files.put(root.relativize(file).toString(), Repository.read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Arrays.stream(FactType.values()).map(FactType::typeName).forEach(others::add);
        Arrays.stream(Topic.values()).map(Topic::topicName).forEach(others::add);
        Stream.of(LITERAL, PACKAGE).flatMap(pattern -> texts(name -> name.contains("/src/main/java/"))
                .flatMap(text -> pattern.matcher(text).results())).forEach(found -> others.add(found.group(1)));
    }

    /** Names in pages and settings that are none. */
    Stream<String> unknownInDocuments() {
        return files.entrySet().stream().filter(file -> !file.getKey().endsWith(".java"))
                .flatMap(file -> NAME.matcher(file.getValue()).results()
                        .map(found -> found.group().replaceFirst("[.-]+$", "")).filter(name -> !isKnown(name))
                        .map(name -> file.getKey() + ": " + name));
    }

    /** Keys in arguments that tests start services with, which no service has. */
    Stream<String> unknownInTests() {
        return texts(name -> name.contains("/src/test/java/")).flatMap(text -> ARGUMENT.matcher(text).results())
                .map(found -> found.group(1)).filter(key -> !isKeyOrItsBeginning(key));
    }

    private Stream<String> texts(Predicate<String> those) {
        return files.entrySet().stream().filter(file -> those.test(file.getKey())).map(file -> file.getValue());
    }

    boolean isKnown(String name) {
        return isKeyOrItsBeginning(name)
                || others.stream().anyMatch(other -> other.equals(name) || other.startsWith(name + "."));
    }

    private static boolean isKeyOrItsBeginning(String name) {
        return ConfigurationPage.SERVICES.stream().map(ConfigurationPage::new).anyMatch(
                page -> page.knows(name) || page.keys().keySet().stream().anyMatch(key -> key.startsWith(name + ".")));
    }

    /** Spring takes {@code SCIM_PUBLIC_URL} and {@code SCIM_PUBLICURL} alike. */
    static boolean isVariableOf(ConfigurationPage page, String variable) {
        var given = bare(variable);
        return page.keys().keySet().stream()
                .anyMatch(key -> key.endsWith(".*") ? given.startsWith(bare(key)) : given.equals(bare(key)));
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
