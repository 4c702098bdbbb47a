package com.scrydon.scim.console;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("console", "clients", "servicekit", "supervision");
    }
}
