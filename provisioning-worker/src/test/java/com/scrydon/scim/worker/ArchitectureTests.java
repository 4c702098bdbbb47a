package com.scrydon.scim.worker;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("worker", "servicekit", "eventlog", "schemas", "facts", "supervision");
    }
}
