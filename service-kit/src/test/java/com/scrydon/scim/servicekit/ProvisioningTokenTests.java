package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.JwtKeys;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An API that also takes provisioning tokens, which the ingress (here: its answers) introspects (R3). */
@Tag("slow")
class ProvisioningTokenTests {

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final AtomicInteger QUESTIONS = new AtomicInteger();
    private static HttpServer ingress;
    private static ConfigurableApplicationContext application;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        ingress = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingress.createContext("/introspect", exchange -> {
            QUESTIONS.incrementAndGet();
            var token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
            var answer = ANSWERS.getOrDefault(token, "{\"active\":false}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(token.endsWith("away") ? 503 : token.endsWith("often") ? 429 : 200,
                    answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        ingress.start();
        application = new SpringApplicationBuilder(ApiAccessTests.Application.class).run("--server.port=0",
                "--spring.main.banner-mode=off", "--scim.api.public-key-location=file:" + JwtKeys.make().publicFile(),
                "--scim.api.introspection-url=http://127.0.0.1:" + ingress.getAddress().getPort() + "/introspect");
        caller = Caller.ofPort(Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        application.close();
        ingress.stop(0);
    }

    private static Answer whoami(String token) {
        return caller.get("/audit/v1/whoami", Map.of("Authorization", "Bearer " + token));
    }

    private static String token(UUID organisation, String scope) {
        var token = "scrydon_scim_" + UUID.randomUUID();
        ANSWERS.put(token, """
                {"active":true,"id":"%s","label":"siem","organisationId":"%s","scopes":["%s"]}"""
                .formatted(UUID.randomUUID(), organisation, scope));
        return token;
    }

    @Test
    void r3_aTokenWithAuditReadReadsTheAuditOfItsOrganisation() {
        var organisation = UUID.randomUUID();
        var answer = whoami(token(organisation, "audit:read"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).contains("siem").contains(organisation.toString())
                .contains("\"actor\":\"token\"");
    }

    @Test
    void r3_aTokenWithoutAuditReadIs403NamingIt() {
        var answer = whoami(token(UUID.randomUUID(), "users:read"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.raw().body()).contains("audit:read");
    }

    @Test
    void r1_aTokenThatIsNotActiveIs401AndOneThatCannotBeCheckedIs503() {
        assertThat(whoami("scrydon_scim_none").status()).isEqualTo(401);
        assertThat(whoami("scrydon_scim_too_often").status()).isEqualTo(401);
        var away = whoami("scrydon_scim_away");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After").orElse("")).matches("\\d+");
    }

    @Test
    void r2_answersAreKeptForLessThanASecond() {
        var token = token(UUID.randomUUID(), "audit:read");
        int before = QUESTIONS.get();
        assertThat(whoami(token).status()).isEqualTo(200);
        ANSWERS.remove(token);
        long deadline = System.nanoTime() + 1_000_000_000L;
        int status = 200;
        while (status != 401 && System.nanoTime() < deadline) {
            status = whoami(token).status();
        }
        assertThat(status).isEqualTo(401);
        assertThat(QUESTIONS.get()).isGreaterThan(before);
    }
}
