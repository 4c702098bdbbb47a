package com.scrydon.scim.apiaccess;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("apiaccess", "eventlog", "schemas", "facts");
    }
}
