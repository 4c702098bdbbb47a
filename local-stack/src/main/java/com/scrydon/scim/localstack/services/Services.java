package com.scrydon.scim.localstack.services;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.localstack.kafka.KafkaLogins;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The four services with what each is told, in the order in which a fact passes through them. */
public final class Services {

    /** Name of the console's first local admin. */
    public static final String CONSOLE_USER = "admin";

    /** Id of the launcher's own administrator, who has no rate limit. */
    public static final String ADMIN = "local-admin";

    /** Four a core of a small machine: more at once would only wait for each other. */
    private static final String CONNECTIONS = "8";

    private final StackLayout layout;
    private final Children children;
    private final Ports ports;

    public Services(StackLayout layout, Children children) {
        this.layout = layout;
        this.children = children;
        this.ports = layout.ports();
    }

    public List<ServicePart> all() {
        return List.of(ingress(), worker(), sink(), console());
    }

    private ServicePart ingress() {
        var settings = eventLogSettings("scim_ingress", KafkaRights.INGRESS);
        settings.put("scim.gate.memory", gateMemory("directory"));
        settings.put("scim.public-url", StackLayout.url(ports.ingress()));
        settings.put("spring.datasource.hikari.maximum-pool-size", CONNECTIONS);
        return part("scim-ingress", ports.ingress(), List.of(), settings);
    }

    private ServicePart worker() {
        var settings = eventLogSettings("provisioning_worker", KafkaRights.WORKER);
        settings.put("scim.gate.memory", gateMemory("membership"));
        return part("provisioning-worker", ports.worker(), List.of(), settings);
    }

    private ServicePart sink() {
        var settings = eventLogSettings("audit_sink", KafkaRights.SINK);
        settings.put("scim.gate.memory", gateMemory("audit"));
        settings.put("scim.api.introspection-url", managementUrl(layout) + "/tokens/introspect");
        return part("audit-sink", ports.sink(), List.of(), settings);
    }

    private ServicePart console() {
        // For the eyes of a few people: the quick compiler is enough, and spares the start.
        return part("admin-console", ports.console(), List.of("-XX:TieredStopAtLevel=1"), Map.of(
                "scim.console.management-url", managementUrl(layout),
                "scim.console.operations-url", operationsUrl(layout),
                "scim.console.audit-url", auditUrl(layout),
                "scim.console.scim-url", scimBaseUrl(layout),
                "scim.console.signing-key-location", "file:" + layout.secrets().signingKey(),
                "scim.console.organisation", layout.secrets().organisation().toString(),
                "scim.console.user", CONSOLE_USER,
                // Plain HTTP on this machine only: not every client sends Secure cookies to it.
                "scim.console.secure-cookies", "false",
                "scim.console.password-hash", consolePasswordHash()));
    }

    private ServicePart part(String name, int port, List<String> flags, Map<String, String> settings) {
        return new ServicePart(name, port, flags, settings, layout, children);
    }

    /** What the three services on Postgres and Kafka have in common. */
    private Map<String, String> eventLogSettings(String role, KafkaRights kafka) {
        var settings = new HashMap<String, String>();
        settings.put("spring.datasource.url", layout.jdbcUrl());
        settings.put("spring.datasource.username", role);
        settings.put("spring.datasource.password", layout.secrets().password(role));
        settings.put("spring.datasource.hikari.maximum-pool-size", "10");
        settings.put("spring.datasource.hikari.minimum-idle", "2");
        settings.put("scim.api-rates.unlimited-callers", ADMIN);
        settings.put("scim.kafka.bootstrap-servers", layout.kafkaBootstrap());
        KafkaLogins.of(kafka, layout.secrets()).settings()
                .forEach((name, value) -> settings.put("scim.kafka.properties." + name, value));
        settings.put("scim.registry.url", layout.registryUrl());
        settings.put("scim.facts.keys-file", layout.secrets().factKeys().toString());
        settings.put("scim.topics.account-keyed", Integer.toString(PartitionScale.LOCAL.accountKeyed()));
        settings.put("scim.topics.others", Integer.toString(PartitionScale.LOCAL.others()));
        settings.put("scim.api.public-key-location", "file:" + layout.secrets().publicKey());
        return settings;
    }

    /** What a service remembers of Postgres beside it, so that it knows an older one without Kafka. */
    private String gateMemory(String relay) {
        return layout.data().privateFolder("gate").resolve(relay).toString();
    }

    private String consolePasswordHash() {
        var secrets = layout.secrets();
        return secrets.provide("console.hash",
                () -> String.valueOf(new BCryptPasswordEncoder().encode(secrets.password("console"))));
    }

    public static String scimBaseUrl(StackLayout layout) {
        return StackLayout.url(layout.ports().ingress()) + ScimUrns.BASE_PATH;
    }

    public static String managementUrl(StackLayout layout) {
        return StackLayout.url(layout.ports().ingress()) + "/api/management/v1";
    }

    public static String operationsUrl(StackLayout layout) {
        return StackLayout.url(layout.ports().worker()) + "/api/operations/v1";
    }

    public static String auditUrl(StackLayout layout) {
        return StackLayout.url(layout.ports().sink()) + "/audit/v1";
    }
}
