package com.scrydon.scim.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.architecture.ModuleRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no module can see of itself alone: that services keep apart, and that no thread starts outside supervision (ARCHITECTURE.md). */
class ArchitectureTests extends ModuleRules {

    private static final String ROOT = "com.scrydon.scim.";
    private static final List<String> SERVICES = List.of("ingress", "worker", "audit", "console");
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("test-classes")).importPackages("com.scrydon.scim");

    ArchitectureTests() {
        super("localstack", "testkit", "schemas", "facts", "supervision", "eventlog", "servicekit", "clients", "proof",
                "language",
                "ingress", "worker", "audit", "console", "ctl");
    }

    @Test
    void theRulesSeeEveryModule() {
        assertThat(ALL.stream().map(c -> c.getPackageName().substring(ROOT.length()).split("\\.", -1)[0]).distinct())
                .contains("schemas", "facts", "supervision", "eventlog", "servicekit", "clients", "language", "ingress",
                        "worker", "audit", "console", "ctl", "localstack");
    }

    @Test
    void servicesKnowNoOtherService() {
        for (var service : SERVICES) {
            var others = SERVICES.stream().filter(s -> !s.equals(service)).map(s -> ROOT + s + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(ROOT + service + "..").should().dependOnClassesThat()
                    .resideInAnyPackage(others).check(ALL);
        }
    }

    /** The console has service-kit without it. */
    @Test
    void onlyRefusedCallsOfAnApiKnowTheEventLog() {
        noClasses().that().resideInAnyPackage(ROOT + "servicekit",
                ROOT + "servicekit.people", ROOT + "servicekit.problems").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "eventlog..", ROOT + "schemas..", ROOT + "facts..",
                        ROOT + "servicekit.refusals")
                .check(ALL);
    }

    @Test
    void theConsoleHasNoDatabaseAndNoLog() {
        noClasses().that().resideInAPackage(ROOT + "console..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.apache.kafka..",
                        ROOT + "eventlog..", ROOT + "schemas..", ROOT + "facts..")
                .check(ALL);
    }

    /** One that fails begins anew; the launcher's own only start and stop the stack, and the bench only measures. */
    @Test
    void noThreadOfOursStartsOutsideSupervision() {
        noClasses().that().resideOutsideOfPackages(ROOT + "supervision..", ROOT + "localstack.launcher..",
                ROOT + "localstack.bench..", ROOT + "testkit..").should(new ThreadStarts()).check(ALL);
        assertThat(noClasses().that().resideInAPackage(ROOT + "supervision..").should(new ThreadStarts())
                .evaluate(ALL).hasViolation()).as("the rule sees those that are allowed").isTrue();
        assertThat(noClasses().that().resideInAPackage(ROOT + "localstack.bench..").should(new ThreadStarts())
                .evaluate(ALL).getFailureReport().getDetails()).anyMatch(line -> line.contains("Executors."));
    }

    /** Six lists of them once differed (docs/decisions/036-failures-once.md). */
    @Test
    void onlyOnePlaceAsksForASqlState() {
        noClasses().that().resideOutsideOfPackages(ROOT + "eventlog.failures..", ROOT + "testkit..").should()
                .callMethod(SQLException.class, "getSQLState").check(ALL);
    }
}
