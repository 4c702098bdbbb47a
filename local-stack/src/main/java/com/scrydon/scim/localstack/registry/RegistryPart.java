package com.scrydon.scim.localstack.registry;

import com.scrydon.scim.eventlog.registry.RegistryLogin;
import com.scrydon.scim.localstack.layout.JavaCommand;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Refusal;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Launch;
import com.scrydon.scim.localstack.supervision.Part;
import com.scrydon.scim.localstack.supervision.Probes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The Apicurio registry, on a database of its own in the stack's PostgreSQL. */
public final class RegistryPart implements Part {

    /** Database and role of the registry. */
    public static final String DATABASE = "schema_registry";

    private static final String DEPLOY = "deploy";
    private static final int HEAP_MEGABYTES = 128;

    private final StackLayout layout;

    public RegistryPart(StackLayout layout) {
        this.layout = layout;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String address() {
        return layout.registryUrl();
    }

    @Override
    public void prepare(Consumer<String> note) {
        if (!Files.exists(application().resolve("quarkus-run.jar"))) {
            throw new Refusal("the schema registry is not in " + application(), "Build it: mvn -DskipTests package");
        }
    }

    @Override
    public Launch launch() {
        var command = new ArrayList<String>(JavaCommand.small(HEAP_MEGABYTES));
        command.addAll(JavaCommand.remembering(layout.cache().resolve("registry.jsa")));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dquarkus.http.host=" + Ports.HOST,
                "-Dquarkus.http.port=" + layout.ports().registry(),
                // Its default is 0.0.0.0:9000.
                "-Dquarkus.management.host=" + Ports.HOST,
                "-Dquarkus.management.port=" + layout.ports().registryManagement(),
                "-Dquarkus.log.level=WARN", "-Dquarkus.banner.enabled=false",
                "-Dquarkus.thread-pool.max-threads=8", "-jar", "quarkus-run.jar"));
        return new Launch(command, environment(), application());
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("APICURIO_STORAGE_KIND", "sql");
        environment.put("APICURIO_STORAGE_SQL_KIND", "postgresql");
        environment.put("APICURIO_DATASOURCE_URL",
                "jdbc:postgresql://" + Ports.HOST + ":" + layout.ports().postgres() + "/" + DATABASE);
        environment.put("APICURIO_DATASOURCE_USERNAME", DATABASE);
        environment.put("APICURIO_DATASOURCE_PASSWORD", password());
        environment.put("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1");
        environment.put("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1");
        environment.put("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "5");
        // Everybody reads; who writes must log in.
        environment.put("QUARKUS_HTTP_AUTH_BASIC", "true");
        environment.put("APICURIO_AUTH_ROLE_BASED_AUTHORIZATION", "true");
        environment.put("APICURIO_AUTH_ANONYMOUS_READ_ACCESS_ENABLED", "true");
        environment.put("QUARKUS_SECURITY_USERS_EMBEDDED_PLAIN_TEXT", "true");
        environment.put("QUARKUS_SECURITY_USERS_EMBEDDED_USERS_" + DEPLOY.toUpperCase(Locale.ROOT), deployPassword());
        environment.put("QUARKUS_SECURITY_USERS_EMBEDDED_ROLES_" + DEPLOY.toUpperCase(Locale.ROOT), "sr-admin");
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    /** Of the deploy step, the only one that may write. */
    public Optional<RegistryLogin> login() {
        return RegistryLogin.of(DEPLOY, deployPassword());
    }

    private String deployPassword() {
        return layout.secrets().password("registry." + DEPLOY);
    }

    /** Password of the registry's role. */
    public String password() {
        return layout.secrets().password(DATABASE);
    }

    @Override
    public boolean ready() {
        return Probes.answersOk(StackLayout.url(layout.ports().registryManagement()) + "/health/ready");
    }

    private Path application() {
        return layout.repository().resolve("local-stack/target/registry");
    }
}
