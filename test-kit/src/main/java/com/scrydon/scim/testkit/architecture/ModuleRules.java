package com.scrydon.scim.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What every module holds to, checked in the module itself: who breaks a direction learns it there, not in the last module of the build. The
 * module's own test class extends this and says which modules it may know.
 */
public abstract class ModuleRules {

    private static final String ROOT = "com.scrydon.scim.";
    /** Of source files, {@code package-info} aside: what one can still take in at a glance. */
    private static final int MOST_FILES = 20;
    /** Reading classes takes seconds, and there is an instance for each test. */
    private static final Map<String, JavaClasses> READ = new ConcurrentHashMap<>();

    private final String own;
    private final String[] known;
    private final JavaClasses classes;

    /**
     * The rules of one module.
     *
     * @param own the last part of its root package's name
     * @param known those of the modules that it may know
     */
    protected ModuleRules(String own, String... known) {
        this.own = ROOT + own + "..";
        this.known = Stream.concat(Stream.of(own), Stream.of(known)).map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        this.classes = READ.computeIfAbsent(own, ModuleRules::read);
    }

    private static JavaClasses read(String module) {
        return new ClassFileImporter().withImportOption(location -> !location.contains("test-classes"))
                .importPackages(ROOT + module);
    }

    @Test
    void theRulesSeeTheModule() {
        assertThat(classes).hasSizeGreaterThan(1);
    }

    @Test
    void itKnowsOnlyModulesBelow() {
        classes().that().resideInAPackage(own).should()
                .onlyDependOnClassesThat(not(resideInAnyPackage(ROOT + ".")).or(resideInAnyPackage(known)))
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void packagesSayWhatTheyAreForAndAreNullMarked() {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class)).map(each -> each.getName())).isEmpty();
    }

    @Test
    void noPackageIsLargerThanOneCanTakeIn() {
        var files = classes.stream().filter(each -> each.getEnclosingClass().isEmpty())
                .filter(each -> !"package-info".equals(each.getSimpleName()))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        files.values().removeIf(count -> count <= MOST_FILES);
        assertThat(files).as("packages of more than %d files", MOST_FILES).isEmpty();
    }

    @Test
    void noFolderIsADrawerForEverything() {
        classes().should().resideOutsideOfPackages("..common..", "..util..", "..utils..", "..impl..", "..service..",
                "..manager..", "..dto..", "..model..", "..helper..").check(classes);
    }

    /** Spring's annotation by name, since not every module knows Spring. */
    @Test
    void configurationIsBoundAndNobodySleeps() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(
                "org.springframework.beans.factory.annotation.Value").check(classes);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }
}
