package com.scrydon.scim.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** The architecture as rules: module directions, one folder per concern, no shortcuts (ARCHITECTURE.md). */
class ArchitectureTests {

    private static final String ROOT = "com.scrydon.scim.";
    private static final List<String> SERVICES = List.of("ingress", "worker", "audit", "console");
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("test-classes")).importPackages("com.scrydon.scim");

    @Test
    void theRulesSeeEveryModule() {
        assertThat(ALL.stream().map(c -> c.getPackageName().substring(ROOT.length()).split("\\.", -1)[0]).distinct())
                .contains("schemas", "facts", "supervision", "eventlog", "apiaccess", "ingress", "worker", "audit",
                        "console", "ctl",
                        "localstack");
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

    @Test
    void schemasKnowNothingAndTheEventLogKnowsOnlySchemas() {
        noClasses().that().resideInAPackage(ROOT + "schemas..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "eventlog..", ROOT + "ingress..", ROOT + "worker..", ROOT + "audit..",
                        ROOT + "ctl..")
                .check(ALL);
        noClasses().that().resideInAPackage(ROOT + "eventlog..").should().dependOnClassesThat().resideInAnyPackage(
                ROOT + "ingress..", ROOT + "worker..", ROOT + "audit..", ROOT + "console..", ROOT + "apiaccess..",
                ROOT + "ctl..", ROOT + "localstack..").check(ALL);
    }

    /** The console has api-access without it. */
    @Test
    void onlyRefusedCallsOfAnApiKnowTheEventLog() {
        noClasses().that().resideInAPackage(ROOT + "apiaccess").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "eventlog..", ROOT + "schemas..", ROOT + "facts..",
                        ROOT + "apiaccess.refusals")
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

    @Test
    void supervisionKnowsNothingOfOurs() {
        noClasses().that().resideInAPackage(ROOT + "supervision..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "schemas..", ROOT + "facts..", ROOT + "eventlog..", ROOT + "apiaccess..",
                        ROOT + "ingress..", ROOT + "worker..", ROOT + "audit..", ROOT + "console..", ROOT + "ctl..",
                        ROOT + "localstack..")
                .check(ALL);
    }

    @Test
    void featuresOfAServiceFormNoCycle() {
        for (var service : List.of("eventlog", "ingress", "worker", "audit", "console",
                "localstack")) {
            SlicesRuleDefinition.slices().matching(ROOT + service + ".(*)..").should().beFreeOfCycles().check(ALL);
        }
    }

    @Test
    void configurationIsBoundAndTimeIsInjected() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Value.class).check(ALL);
        noClasses().that().resideOutsideOfPackage(ROOT + "testkit..").should().callMethod(Thread.class, "sleep",
                long.class).check(ALL);
    }

    /** Six lists of them once differed (decision 036). */
    @Test
    void onlyOnePlaceAsksForASqlState() {
        noClasses().that().resideOutsideOfPackages(ROOT + "eventlog.failures..", ROOT + "testkit..").should()
                .callMethod(SQLException.class, "getSQLState").check(ALL);
    }

    @Test
    void packagesSayWhatTheyAreForAndAreNullMarked() {
        var unmarked = ALL.stream().filter(c -> !c.getPackageName().startsWith(ROOT + "facts"))
                .map(JavaClass::getPackage).distinct().filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(p -> p.getName()).toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void noFolderIsADrawerForEverything() {
        classes().should().resideOutsideOfPackages("..common..", "..util..", "..utils..", "..impl..", "..service..",
                "..manager..", "..dto..", "..model..", "..helper..").check(ALL);
    }
}
