package com.scrydon.scim.testkit;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("testkit", "schemas", "facts");
    }
}
