package com.scrydon.scim.console;

import com.scrydon.scim.testkit.configuration.ConfigurationRules;
import java.util.Map;

class ConfigurationTests extends ConfigurationRules {

    ConfigurationTests() {
        super("admin-console", AdminConsoleApplication.class, Map.of("scim.console.organisation",
                "00000000-0000-0000-0000-000000000001", "scim.console.user", "admin", "scim.console.password-hash",
                "$2a$hash", "scim.console.signing-key-location", "file:key.pem"));
    }
}
