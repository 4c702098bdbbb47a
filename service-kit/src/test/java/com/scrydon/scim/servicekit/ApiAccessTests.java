package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import com.scrydon.scim.testkit.JwtKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chain in a real application on a real port. */
class ApiAccessTests {

    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final JwtKeys KEYS = JwtKeys.make();
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

        @PostMapping("/api/management/v1/echo")
        Map<String, Object> echo(Person person, @RequestBody Map<String, Object> body) {
            person.require(Role.AUDITOR);
            return body;
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
        var forged = TokenSigner.fromPem(JwtKeys.make().privatePem(), Clock.systemUTC()).sign(person(Role.AUDITOR),
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
    void aBodyIsJsonAndBounded() throws Exception {
        var largest = "{\"a\":\"" + "x".repeat(CallBodies.MOST_BYTES - 8) + "\"}";
        assertThat(post(largest, "application/json").statusCode()).isEqualTo(200);
        assertThat(post(largest + " ", "application/json").statusCode()).isEqualTo(413);
        assertThat(post("{\"a\":1,\"a\":2}", "application/json").body()).contains("no name is there twice: line 1");
        assertThat(post("[".repeat(33), "application/json").statusCode()).isEqualTo(400);
        for (var type : List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x",
                "not a type")) {
            var answer = post("a=x\n2026-01-01 ERROR FORGED%zz", type);
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsTheCallersFault() throws Exception {
        for (var query : List.of("%zz", "%", "%ff%fe")) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                socket.getOutputStream().write("""
                        GET /audit/v1/whoami?x=%s HTTP/1.1\r
                        Host: x\r
                        Authorization: Bearer %s\r
                        Connection: close\r
                        \r
                        """.formatted(query, token(Role.AUDITOR)).getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).as(query)
                        .startsWith("HTTP/1.1 400").contains("application/problem+json");
            }
        }
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
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    private static HttpResponse<String> post(String body, String type) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/management/v1/echo"))
                .header("Authorization", "Bearer " + token(Role.AUDITOR)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
