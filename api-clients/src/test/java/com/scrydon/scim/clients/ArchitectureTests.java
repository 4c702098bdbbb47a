package com.scrydon.scim.clients;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("clients");
    }
}
