package com.scrydon.scim.ctl;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("ctl", "clients", "eventlog", "supervision", "schemas", "facts");
    }
}
