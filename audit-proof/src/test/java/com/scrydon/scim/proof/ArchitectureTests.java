package com.scrydon.scim.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.scrydon.scim.testkit.architecture.ModuleRules;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("proof");
    }

    /** Who verifies need trust nothing of ours but this. */
    @Test
    void r33_itStandsOnTheJdkAlone() {
        var own = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.scrydon.scim.proof");
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage("com.scrydon.scim.proof..", "java..", "org.jspecify.annotations..").check(own);
    }
}
