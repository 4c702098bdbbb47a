package com.scrydon.scim.servicekit;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("servicekit", "eventlog", "schemas", "facts");
    }
}
