package com.scrydon.scim.eventlog;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("eventlog", "schemas", "facts", "supervision");
    }
}
