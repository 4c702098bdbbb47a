package com.scrydon.scim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Citations.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever page, section or test a source names is in this repository, so that a reader can follow it. */
class CitationTests {

    private static final SourceTree SOURCES = SourceTree.ofThisRepository();
    private static final List<Finding> FINDINGS = findings();
    private static final String MIGRATIONS = "schemas/src/main/resources/db/migration/";
    private static final List<Exempt> EXEMPT = List.of(
            new Exempt("scim-ingress/src/test/java/com/scrydon/scim/ingress/fuzz/FuzzSeeds.java", "../Users/m",
                    "a reference in a SCIM body, no path of a file"));

    /** May name what is not there. */
    private record Exempt(String file, String name, String reason) {

        boolean covers(Finding finding) {
            return finding.file().equals(file) && finding.name().equals(name);
        }
    }

    private static List<Finding> findings() {
        var citations = new Citations(SOURCES);
        return SOURCES.texts().entrySet().stream().filter(source -> !source.getKey().endsWith("/CitationTests.java"))
                .flatMap(source -> citations.in(source.getKey(), source.getValue()).stream()).toList();
    }

    @Test
    void whatASourceNamesIsThere() {
        assertThat(FINDINGS).filteredOn(finding -> EXEMPT.stream().noneMatch(exempt -> exempt.covers(finding)))
                .isEmpty();
    }

    @Test
    void nothingIsExemptWithoutNeed() {
        assertThat(EXEMPT).allSatisfy(exempt -> assertThat(FINDINGS).anyMatch(exempt::covers));
    }

    @Test
    void everyKindOfSourceIsRead() {
        assertThat(SOURCES.texts()).hasSizeGreaterThan(1_000).containsKeys("pom.xml", "README.md",
                "docker-compose.yml", "scim", "Dockerfile", ".ci/run", ".mvn/maven.config",
                "schemas/src/main/avro/UserFact.avsc", MIGRATIONS + "V001__create_roles_and_schemas.sql",
                "scim-ingress/src/main/resources/application.yaml", "docs/decisions/001-modules.md",
                "local-stack/containers/verify",
                "test-kit/src/test/java/com/scrydon/scim/testkit/CitationTests.java");
    }

    @Test
    void aNameThatIsNotThereIsFound(@TempDir Path root) throws IOException {
        var citations = new Citations(small(root));
        for (var name : List.of("docs/decisions/002-two.md", "docs/decisions/001…", "docs/guide", "002-two.md",
                "SECURITY.md", "decision 1", "Decisions 001", "decision\n * 12", "ARCHITECTURE.md, \"Orders\"",
                "ARCHITECTURE.md,\n * \"Order of\n * keys\"", "001-one.md, \"Two\"", "ARCHITECTURE.md, Orders)",
                "\"Orders\" of ARCHITECTURE.md", "TwoTests", "OneTests.r2_two", "../shared/facts", "../../m/src",
                "scim-wire §2", "trap T2", "facts/serde.md", "issue 15", "findings H5", "Report 02", "[two](002.md)",
                "[two](../../docs/decisions/001-one.md)")) {
            assertThat(citations.in("docs/page.md", "First line.\nSee " + name + " and so on.")).as(name)
                    .isNotEmpty().allSatisfy(finding -> assertThat(finding.line()).isEqualTo(2));
        }
    }

    @Test
    void aNameThatIsThereIsNot(@TempDir Path root) throws IOException {
        var citations = new Citations(small(root));
        for (var name : List.of("docs/decisions/001-one.md", "docs/decisions", "docs/decisions/", "(001-one.md)",
                "ARCHITECTURE.md", "ARCHITECTURE.md, \"Order of locks\"", "ARCHITECTURE.md, Order of locks)",
                "ARCHITECTURE.md,\n * \"Order\n * of locks\"", "\"Order of locks\" of ARCHITECTURE.md",
                "docs/decisions/001-one.md, \"One\"", "OneTests", "OneTests.r1_…", "OneTests.r1_one", "../m/src",
                "[one](decisions/001-one.md)", "[one](decisions/001-one.md#one)",
                "[web](https://example.com/docs/x.md)",
                "a decision of 12 people", "DECISIONS = 5", "facts/keys", "src/test")) {
            assertThat(citations.in("docs/page.md", "First line.\nSee " + name + " and so on.")).as(name).isEmpty();
        }
    }

    private static SourceTree small(Path root) throws IOException {
        Files.createDirectories(root.resolve("docs/decisions"));
        Files.createDirectories(root.resolve("m/src/test/java"));
        Files.createDirectories(root.resolve("m/target"));
        Files.writeString(root.resolve("ARCHITECTURE.md"), "# Architecture\n\n## `Order` of locks\n");
        Files.writeString(root.resolve("docs/decisions/001-one.md"), "# One\n");
        Files.writeString(root.resolve("m/src/test/java/OneTests.java"), "class OneTests { void r1_one() {} }\n");
        Files.writeString(root.resolve("m/target/TwoTests.java"), "class TwoTests { }\n");
        return SourceTree.at(root);
    }
}
