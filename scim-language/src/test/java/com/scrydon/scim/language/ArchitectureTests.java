package com.scrydon.scim.language;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.scrydon.scim.testkit.architecture.ModuleRules;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("language");
    }

    /** Neither HTTP nor JSON nor a database: whoever takes the language brings these. */
    @Test
    void itNeedsNothingButTheJdk() {
        var own = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.scrydon.scim.language");
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage("com.scrydon.scim.language..", "java..", "org.jspecify.annotations..").check(own);
    }
}
