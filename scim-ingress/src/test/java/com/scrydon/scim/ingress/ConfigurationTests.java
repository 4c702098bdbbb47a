package com.scrydon.scim.ingress;

import com.scrydon.scim.testkit.configuration.ConfigurationRules;
import java.util.Map;

class ConfigurationTests extends ConfigurationRules {

    ConfigurationTests() {
        super("scim-ingress", ScimIngressApplication.class, Map.of("scim.facts.keys-file", "keys"));
    }
}
