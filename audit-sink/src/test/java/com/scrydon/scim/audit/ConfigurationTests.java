package com.scrydon.scim.audit;

import com.scrydon.scim.testkit.configuration.ConfigurationRules;
import java.util.Map;

class ConfigurationTests extends ConfigurationRules {

    ConfigurationTests() {
        super("audit-sink", AuditSinkApplication.class, Map.of("scim.facts.keys-file", "keys"));
    }
}
