package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import com.scrydon.scim.testkit.http.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    private static final Signer<Role> SIGNER = new Signer<>(Role::claim);
    private static ConfigurableApplicationContext application;
    private static Caller caller;

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
    static void start() {
        application = new SpringApplicationBuilder(Application.class).run("--server.port=0",
                "--spring.main.banner-mode=off", "--scim.api.public-key-location=" + SIGNER.publicKeyLocation());
        caller = Caller.ofPort(port());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void callWithoutTokenIs401() {
        var answer = caller.get("/audit/v1/whoami", Map.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void callWithForgedTokenIs401() {
        var forged = new Signer<Role>(Role::claim).token(ORGANISATION, Role.AUDITOR);

        assertThat(get("/audit/v1/whoami", forged).status()).isEqualTo(401);
        assertThat(get("/audit/v1/whoami", "rubbish").status()).isEqualTo(401);
    }

    @Test
    void r37_controllerKnowsThePerson() {
        var answer = get("/audit/v1/whoami", token(Role.AUDITOR));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).contains("\"Ada\"", ORGANISATION.toString());
    }

    @Test
    void r37_missingRoleIs403Problem() {
        var answer = get("/audit/v1/whoami", token(Role.OPERATOR));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.raw().body()).contains("\"title\":\"Forbidden\"", "needs the role auditor or org-admin");
    }

    @Test
    void wrongParameterIs400ProblemAndABugIs500Problem() {
        var wrong = get("/api/operations/v1/number?n=two", token(Role.OPERATOR));
        var bug = get("/api/operations/v1/number?n=0", token(Role.OPERATOR));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.raw().body()).contains("\"status\":500").doesNotContain("zero");
    }

    @Test
    void aBodyIsJsonAndBounded() {
        var largest = "{\"a\":\"" + "x".repeat(CallBodies.MOST_BYTES - 8) + "\"}";
        assertThat(post(largest, "application/json").status()).isEqualTo(200);
        assertThat(post(largest + " ", "application/json").status()).isEqualTo(413);
        assertThat(post("{\"a\":1,\"a\":2}", "application/json").raw().body())
                .contains("no name is there twice: line 1");
        assertThat(post("[".repeat(33), "application/json").status()).isEqualTo(400);
        for (var type : List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x",
                "not a type")) {
            var answer = post("a=x\n2026-01-01 ERROR FORGED%zz", type);
            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void aQueryThatCannotBeDecodedIsTheCallersFault() throws IOException {
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
    void otherPathsNeedNoPersonAndHaveTheSameHeaders() {
        var answer = get("/api/auth/scim/v2/ServiceProviderConfig", "scim_a-token-of-its-own");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).containsAllEntriesOf(Map.of("X-Frame-Options", List.of("DENY"),
                "X-Content-Type-Options", List.of("nosniff")));
    }

    @Test
    void startFailsIfNobodyIsTrusted() {
        var builder = new SpringApplicationBuilder(Application.class);

        assertThatThrownBy(() -> builder.run("--server.port=0", "--spring.main.banner-mode=off"))
                .rootCause().hasMessageContaining("scim.api.public-key-location");
    }

    private static String token(Role role) {
        return SIGNER.token(ORGANISATION, role);
    }

    private static Answer get(String path, String token) {
        return caller.get(path, Map.of("Authorization", "Bearer " + token));
    }

    private static Answer post(String body, String type) {
        return caller.send("POST", "/api/management/v1/echo", body,
                Map.of("Authorization", "Bearer " + token(Role.AUDITOR), "Content-Type", type));
    }

    private static int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
