package com.scrydon.scim.eventlog.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@Tag("R37")
class KafkaPropertiesTests {

    private static final String SOURCE = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** As docker-compose.yml gives it: never as an argument. */
    @Test
    void r37_aServiceTakesItsLoginFromTheEnvironment() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().replace(SOURCE, new SystemEnvironmentPropertySource(SOURCE,
                Map.of("SCIM_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                        "SCIM_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "x required username=\"u\" password=\"p\";")));

        var bound = Binder.get(environment).bindOrCreate("scim.kafka", KafkaProperties.class);

        assertThat(bound.properties()).containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol",
                "SASL_PLAINTEXT", "sasl.jaas.config", "x required username=\"u\" password=\"p\";"));
        assertThat(bound.toString()).contains("sasl.jaas.config").doesNotContain("required");
    }
}
