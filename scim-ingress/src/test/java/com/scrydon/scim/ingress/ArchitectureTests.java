package com.scrydon.scim.ingress;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("ingress", "servicekit", "eventlog", "schemas", "facts", "supervision", "language");
    }
}
