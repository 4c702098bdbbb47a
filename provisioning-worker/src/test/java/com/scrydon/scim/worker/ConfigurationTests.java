package com.scrydon.scim.worker;

import com.scrydon.scim.testkit.configuration.ConfigurationRules;
import java.util.Map;

class ConfigurationTests extends ConfigurationRules {

    ConfigurationTests() {
        super("provisioning-worker", ProvisioningWorkerApplication.class, Map.of("scim.facts.keys-file", "keys"));
    }
}
