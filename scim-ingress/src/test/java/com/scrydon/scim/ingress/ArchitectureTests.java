package com.scrydon.scim.ingress;

import com.scrydon.scim.testkit.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super("ingress", "servicekit", "eventlog", "schemas", "facts", "supervision");
    }

    /** Until the grammar of filters is a module of its own. */
    @Override
    protected int mostFiles() {
        return 22;
    }
}
