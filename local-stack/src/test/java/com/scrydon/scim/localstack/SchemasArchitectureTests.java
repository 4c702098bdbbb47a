package com.scrydon.scim.localstack;

import com.scrydon.scim.testkit.architecture.ModuleRules;

/** The rules of a module for schemas, which cannot see test-kit: that depends on them. */
class SchemasArchitectureTests extends ModuleRules {

    SchemasArchitectureTests() {
        super("schemas", "facts");
    }
}
