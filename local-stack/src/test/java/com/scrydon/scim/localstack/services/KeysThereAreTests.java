package com.scrydon.scim.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.testkit.configuration.ConfigurationPage;
import com.scrydon.scim.testkit.configuration.Repository;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * Nobody sets, or names to others, a key of ours that no service reads: a slip of the pen would be silent. What keys there are the services' own
 * {@code ConfigurationTests} hold docs/configuration.md to.
 */
class KeysThereAreTests {

    @Test
    void theLauncherSetsKeysThatTheServiceReads(@TempDir Path temporary) throws IOException {
        try (var data = DataDirectory.occupy(temporary)) {
            var layout = new StackLayout(temporary, data, new Ports(18_000), Secrets.in(data));
            var parts = new Services(layout, new Children(temporary)).all();

            assertThat(parts).extracting(ServicePart::name).containsExactlyElementsOf(ConfigurationPage.SERVICES);
            for (var part : parts) {
                var page = new ConfigurationPage(part.name());
                var settings = new Properties();
                settings.load(new StringReader(part.configurationText()));
                assertThat(settings.stringPropertyNames()).filteredOn(key -> key.startsWith("scim.")).isNotEmpty()
                        .as(part.name()).allMatch(page::knows);
            }
        }
    }

    @Test
    void composeSetsVariablesThatTheServiceReads() {
        Map<String, Object> file = new Yaml().load(Repository.read(Repository.file("docker-compose.yml")));
        for (var service : ConfigurationPage.SERVICES) {
            var page = new ConfigurationPage(service);
            var variables = below(below(below(file, "services"), service), "environment");
            assertThat(variables.keySet().stream().map(Object::toString)).filteredOn(name -> name.startsWith("SCIM_"))
                    .isNotEmpty().as(service).allMatch(name -> NamedKeys.isVariableOf(page, name));
        }
    }

    private static Map<?, ?> below(Map<?, ?> file, String key) {
        return (Map<?, ?>) Objects.requireNonNull(file.get(key), key);
    }

    @Test
    void documentsAndSettingsNameKeysFactsTopicsAndMetersThatThereAre() throws IOException {
        assertThat(new NamedKeys().unknownInDocuments()).isEmpty();
    }

    @Test
    void testsStartServicesWithKeysThatThereAre() throws IOException {
        assertThat(new NamedKeys().unknownInTests()).isEmpty();
    }

    @Test
    void aSlipOfThePenIsFound() throws IOException {
        var names = new NamedKeys();
        assertThat(names.isKnown("scim.parking.first-pause")).isTrue();
        assertThat(names.isKnown("scim.kafka.properties.sasl.jaas.config")).isTrue();
        assertThat(names.isKnown("scim.caps")).isTrue();
        assertThat(names.isKnown("scim.parking.frist-pause")).isFalse();
        assertThat(names.isKnown("scim.cap")).isFalse();
        var ingress = new ConfigurationPage("scim-ingress");
        assertThat(NamedKeys.isVariableOf(ingress, "SCIM_PUBLIC_URL")).isTrue();
        assertThat(NamedKeys.isVariableOf(ingress, "SCIM_PUBLIK_URL")).isFalse();
        assertThat(ingress.knows("scim.parking.first-pause")).as("a key of the worker").isFalse();
    }
}
