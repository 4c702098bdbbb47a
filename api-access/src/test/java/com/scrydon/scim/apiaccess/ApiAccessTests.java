package com.scrydon.scim.apiaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chain in a real application on a real port. */
class ApiAccessTests {

    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final Keys KEYS = Keys.make();
    private static ConfigurableApplicationContext application;

    /** An API needs neither a database nor Kafka, which only services with an outbox have. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class, excludeName = "com.scrydon.scim.eventlog.wiring.EventLogConfiguration")
    @Import({Api.class, Elsewhere.class})
    static class Application {}

    @ApiController
    static class Api {

        @GetMapping("/audit/v1/whoami")
        Map<String, Object> whoami(Person person) {
            person.require(Role.AUDITOR, Role.ORG_ADMIN);
            return Map.of("name", person.name(), "organisation", person.organisationId(), "actor",
                    person.actorKind().word());
        }

        @GetMapping("/api/operations/v1/number")
        Map<String, Object> number(@RequestParam("n") int n) {
            return Map.of("n", 1 / n);
        }
    }

    @RestController
    static class Elsewhere {

        @GetMapping("/api/auth/scim/v2/ServiceProviderConfig")
        String scim() {
            return "scim has its own filter";
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        var key = Files.writeString(directory.resolve("public.pem"), KEYS.publicPem());
        application = new SpringApplicationBuilder(Application.class).run("--server.port=0",
                "--spring.main.banner-mode=off", "--scim.api.public-key-location=file:" + key);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void callWithoutTokenIs401() throws Exception {
        var answer = get("/audit/v1/whoami", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void callWithForgedTokenIs401() throws Exception {
        var forged = TokenSigner.fromPem(Keys.make().privatePem(), Clock.systemUTC()).sign(person(Role.AUDITOR),
                Duration.ofMinutes(1));

        assertThat(get("/audit/v1/whoami", forged).statusCode()).isEqualTo(401);
        assertThat(get("/audit/v1/whoami", "rubbish").statusCode()).isEqualTo(401);
    }

    @Test
    void r37_controllerKnowsThePerson() throws Exception {
        var answer = get("/audit/v1/whoami", token(Role.AUDITOR));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"Ada\"", ORGANISATION.toString());
    }

    @Test
    void r37_missingRoleIs403Problem() throws Exception {
        var answer = get("/audit/v1/whoami", token(Role.OPERATOR));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"title\":\"Forbidden\"", "needs the role auditor or org-admin");
    }

    @Test
    void wrongParameterIs400ProblemAndABugIs500Problem() throws Exception {
        var wrong = get("/api/operations/v1/number?n=two", token(Role.OPERATOR));
        var bug = get("/api/operations/v1/number?n=0", token(Role.OPERATOR));

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(bug.statusCode()).isEqualTo(500);
        assertThat(bug.body()).contains("\"status\":500").doesNotContain("zero");
    }

    @Test
    void otherPathsNeedNoPersonAndHaveTheSameHeaders() throws Exception {
        var answer = get("/api/auth/scim/v2/ServiceProviderConfig", "scim_a-token-of-its-own");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).containsAllEntriesOf(Map.of("X-Frame-Options", List.of("DENY"),
                "X-Content-Type-Options", List.of("nosniff")));
    }

    @Test
    void startFailsIfNobodyIsTrusted() {
        var builder = new SpringApplicationBuilder(Application.class);

        assertThatThrownBy(() -> builder.run("--server.port=0", "--spring.main.banner-mode=off"))
                .rootCause().hasMessageContaining("scim.api.public-key-location");
    }

    private static Person person(Role role) {
        return new Person("p-1", "Ada", Set.of(role), ORGANISATION);
    }

    private static String token(Role role) {
        return TokenSigner.fromPem(KEYS.privatePem(), Clock.systemUTC()).sign(person(role), Duration.ofMinutes(1));
    }

    private static HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String token)
            throws Exception {
        var port = application.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
