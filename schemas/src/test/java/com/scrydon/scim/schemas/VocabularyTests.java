package com.scrydon.scim.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others build on is said once: a typo in a name that stands elsewhere again would be a new fact, a topic that nobody reads, or
 * a header that is never there.
 */
class VocabularyTests {

    private static final List<String> OWNERS = List.of("FactType.java", "Topic.java", "FactHeaderName.java",
            "ScimUrns.java");
    private static final Path REPOSITORY = repository();
    private static final List<Path> FILES = all();
    private static final Pattern FACT = Pattern.compile("(?<![\\w.])(" + Arrays.stream(FactType.values())
            .map(FactType::family).distinct().map(Pattern::quote).collect(Collectors.joining("|"))
            + ")[a-z_]+(\\.[a-z_]+)*");

    /** Meters and settings have names of their own, which begin alike. */
    @Test
    void namesOfFactsTopicsHeadersAndUrnsStandWithTheirOwnersOnly() throws IOException {
        var sources = files("/src/main/java/", ".java").stream()
                .filter(file -> !OWNERS.contains(file.getFileName().toString())).toList();
        assertThat(sources).hasSizeGreaterThan(300);
        assertThat(Literal.in(sources)).filteredOn(literal -> isTaken(literal.text())).isEmpty();
    }

    @Test
    void theRuleSeesPartsTextBlocksAndNoComments(@TempDir Path folder) throws IOException {
        var source = Files.writeString(folder.resolve("Bad.java"), """
                /** Says scim.user.provisioned. */
                class Bad {
                    String word = "scim.console.login." + "failed";
                    String sql = \"""
                        where topic = 'scim.users.v1'
                        \""";
                    String header = "ce_id";
                    String urn = "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User";
                    String meter = "scim.relay.published";
                    String setting = "scim.console.user";
                }
                """);
        assertThat(Literal.in(List.of(source))).filteredOn(literal -> isTaken(literal.text()))
                .extracting(Literal::where).containsExactly("Bad.java:3", "Bad.java:4", "Bad.java:7", "Bad.java:8");
    }

    /** Names of facts that were only meant, or meant once, are the hardest to find. */
    @Test
    void documentsNameOnlyFactsThatThereAre() throws IOException {
        var documents = Stream.of(".md", ".yaml", ".avsc", ".html").flatMap(end -> files("/", end).stream()).toList();
        var named = documents.stream().flatMap(VocabularyTests::facts).distinct().toList();
        assertThat(named).contains(FactType.TEAM_LINKED.typeName(), FactType.GROUP_MEMBER_SKIPPED.typeName())
                .allSatisfy(name -> assertThat(FactType.named(name)).as(name).isPresent());
    }

    private static boolean isTaken(String text) {
        return Arrays.stream(FactType.values()).map(FactType::family).anyMatch(text::contains)
                || Arrays.stream(Topic.values()).map(Topic::topicName).anyMatch(text::contains)
                || Arrays.stream(FactHeaderName.values()).map(FactHeaderName::headerName).anyMatch(text::equals)
                || text.contains("urn:ietf:params:scim:");
    }

    private static Stream<String> facts(Path document) {
        try {
            return FACT.matcher(Files.readString(document)).results().map(found -> found.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String within, String end) {
        return FILES.stream().filter(file -> file.toString().contains(within) && file.toString().endsWith(end))
                .toList();
    }

    /** Of the repository, not of what is built from it. */
    private static List<Path> all() {
        try (var modules = Files.list(REPOSITORY)) {
            return modules.flatMap(folder -> Stream.of(folder, folder.resolve("src")))
                    .filter(part -> !Files.isDirectory(part) || part.endsWith("src") || part.endsWith("docs"))
                    .flatMap(VocabularyTests::below).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path part) {
        if (!Files.exists(part)) {
            return Stream.empty();
        }
        try (var files = Files.walk(part)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/openapi"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }
}
