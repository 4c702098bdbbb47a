package com.scrydon.scim.audit;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("audit", "servicekit", "eventlog", "schemas", "facts", "supervision", "language", "proof");
    }
}
