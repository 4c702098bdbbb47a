package com.scrydon.scim.ingress.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.ingress.ScimIngressApplication;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import com.scrydon.scim.testkit.http.Signer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The ingress, started once for all tests on a real Postgres; its relay is off, so facts stay in the outbox. */
public final class RunningIngress {

    public static final RunningIngress INSTANCE = new RunningIngress(List.of(StatementRecorder.class),
            List.of("--scim.rate-limits.failures-per-second=0"));

    /** Without a rate limit: tests are in a hurry. */
    private static final String ALL_SCOPES = """
            {"label":"okta","scopes":["users:read","users:write","groups:read","groups:write"],"ratePerSecond":0}""";

    private final TestPostgres.Database database;
    private final String url;
    private final JdbcClient owner;
    private final UUID organisation;
    private final Signer<Role> signer;
    private final ConfigurableApplicationContext context;
    private final int port;
    private final Caller caller;
    private final String token;

    /** Another one, with more beans. */
    public static RunningIngress withBeans(Class<?>... more) {
        return new RunningIngress(List.of(more), List.of());
    }

    /** Another one; {@code settings} are arguments such as {@code --scim.groups.unknown-members=reject}. */
    public static RunningIngress withSettings(String... settings) {
        return new RunningIngress(List.of(), List.of(settings));
    }

    /** A second instance of this one: the same database, organisations, tokens and signer. */
    public RunningIngress anotherInstance(String... settings) {
        return new RunningIngress(this, url, List.of(settings));
    }

    /** Another one on a Postgres of the test's own. */
    public static RunningIngress on(TestPostgres.Database database, String... settings) {
        return new RunningIngress(database, List.of(), List.of(settings));
    }

    /** A second instance of this one, which reaches the database by another URL. */
    public RunningIngress behind(String url) {
        return new RunningIngress(this, url, List.of());
    }

    private RunningIngress(List<Class<?>> more, List<String> settings) {
        this(TestPostgres.database(), more, settings);
    }

    private RunningIngress(TestPostgres.Database store, List<Class<?>> more, List<String> settings) {
        database = store;
        url = database.url();
        owner = JdbcClient.create(database.owner());
        organisation = UUID.randomUUID();
        signer = new Signer<>(Role::claim);
        var pins = new SchemaPins(owner, Optional.empty());
        for (var topic : Topic.values()) {
            pins.pin(topic, topic.name().hashCode() & 0xffff);
        }
        context = start(more, settings);
        port = port(context);
        caller = Caller.ofPort(port);
        token = found(organisation, "demo");
    }

    private RunningIngress(RunningIngress first, String url, List<String> settings) {
        database = first.database;
        this.url = url;
        owner = first.owner;
        organisation = first.organisation;
        signer = first.signer;
        context = start(List.of(), settings);
        port = port(context);
        caller = Caller.ofPort(port);
        token = first.token;
    }

    private ConfigurableApplicationContext start(List<Class<?>> more, List<String> settings) {
        var application = new SpringApplication(more.toArray(Class<?>[]::new));
        application.addPrimarySources(Set.of(ScimIngressApplication.class));
        return application.run(Stream.concat(arguments().stream(), settings.stream()).toArray(String[]::new));
    }

    /** What any instance beside this one is started with. */
    public List<String> arguments() {
        return List.of("--server.port=0", "--spring.datasource.url=" + url,
                "--spring.datasource.password=scim_ingress",
                "--scim.api.public-key-location=" + signer.publicKeyLocation(),
                "--scim.relay.enabled=false", "--scim.kafka.bootstrap-servers=127.0.0.1:1",
                "--scim.facts.keys-file=" + TestKeys.file(),
                // Tests are in a hurry here too.
                "--scim.api-rates.unlimited-callers=p1",
                // A starved test machine is no silent Postgres; DegradationEndToEnd runs with the default.
                "--scim.store.longest-silence=10s");
    }

    private static int port(ConfigurableApplicationContext context) {
        var server = context instanceof WebServerApplicationContext web ? web.getWebServer() : null;
        return server == null ? 0 : server.getPort();
    }

    public MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    /** Ends the instance as an orderly stop does. */
    public void stop() {
        context.close();
    }

    /** Makes an organisation and a token with all scopes of SCIM. */
    private String found(UUID id, String slug) {
        var bearer = "Bearer " + adminToken(id);
        // The test before may have ended all connections to Postgres.
        Eventually.within(Duration.ofSeconds(10), () -> assertThat(send("PUT", "/api/management/v1/organisations/" + id,
                "{\"slug\":\"%s\",\"name\":\"%s\"}".formatted(slug, slug), bearer).status()).isLessThan(300));
        return send("POST", "/api/management/v1/tokens", ALL_SCOPES, bearer).text("token");
    }

    /** The token of a new organisation that nobody else uses. */
    public String newOrganisation() {
        var id = UUID.randomUUID();
        return found(id, "org-" + id);
    }

    private String adminToken(UUID id) {
        return signer.token(id, Role.values());
    }

    /** The JWT of a person with all roles in this ingress' organisation. */
    public String adminToken() {
        return adminToken(organisation);
    }

    public String token() {
        return token;
    }

    /** Types of the facts of one account, group or team, oldest first. */
    public List<String> facts(String key) {
        return owner.sql("select type from directory.outbox where key = :key order by id").param("key", key)
                .query(String.class).list();
    }

    public JdbcClient owner() {
        return owner;
    }

    /** An organisation of its own, with a token of its own. */
    public Tenant tenant() {
        var id = UUID.randomUUID();
        return new Tenant(this, id, found(id, "org-" + id));
    }

    /** Every method and path that some controller answers. */
    public Set<RequestMappingInfo> endpoints() {
        return Set.copyOf(mappings().getHandlerMethods().keySet());
    }

    public RequestMappingHandlerMapping mappings() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    /** A call of the management API by a person of the organisation who has all roles. */
    public Answer managementOf(UUID organisationId, String method, String path, String body) {
        return send(method, "/api/management/v1" + path, body, "Bearer " + adminToken(organisationId));
    }

    public Answer management(String method, String path, String body) {
        return managementOf(organisation, method, path, body);
    }

    /** The signer of persons whom the management API believes. */
    public Signer<Role> signer() {
        return signer;
    }

    public UUID organisation() {
        return organisation;
    }

    public Answer scim(String method, String path, String body) {
        return send(method, "/api/auth/scim/v2" + path, body, "Bearer " + token);
    }

    /** A SCIM request without a body, with one more header. */
    public Answer conditional(String method, String path, String header, String value) {
        return send(method, "/api/auth/scim/v2" + path, "", Map.of("Authorization", "Bearer " + token, header, value));
    }

    public TestPostgres.Database database() {
        return database;
    }

    public int port() {
        return port;
    }

    /** Where the actuator is, if that is another port. */
    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** A call with the types that fit the path. */
    public Answer send(String method, String path, String body, String authorization) {
        var headers = new HashMap<>(
                Map.of("Authorization", authorization, "Accept", "application/scim+json, application/json"));
        if (!body.isEmpty()) {
            headers.put("Content-Type",
                    path.contains("/scim/") ? "application/scim+json; charset=utf-8" : "application/json");
        }
        return send(method, path, body, headers);
    }

    /** A call with these headers and no others. */
    public Answer send(String method, String path, String body, Map<String, String> headers) {
        return caller.send(method, path, body, headers);
    }
}
