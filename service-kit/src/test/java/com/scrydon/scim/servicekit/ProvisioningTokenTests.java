package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.JwtKeys;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An API that also takes provisioning tokens, which the ingress (here: its answers) introspects (R3). */
@Tag("slow")
class ProvisioningTokenTests {

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final AtomicInteger QUESTIONS = new AtomicInteger();
    private static HttpServer ingress;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
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
        var key = Files.writeString(directory.resolve("public.pem"), JwtKeys.make().publicPem());
        application = new SpringApplicationBuilder(ApiAccessTests.Application.class).run("--server.port=0",
                "--spring.main.banner-mode=off", "--scim.api.public-key-location=file:" + key,
                "--scim.api.introspection-url=http://127.0.0.1:" + ingress.getAddress().getPort() + "/introspect");
    }

    @AfterAll
    static void stop() {
        application.close();
        ingress.stop(0);
    }

    private static HttpResponse<String> whoami(String token) throws IOException, InterruptedException {
        var port = application.getEnvironment().getProperty("local.server.port");
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/audit/v1/whoami"))
                        .header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String token(UUID organisation, String scope) {
        var token = "scrydon_scim_" + UUID.randomUUID();
        ANSWERS.put(token, """
                {"active":true,"id":"%s","label":"siem","organisationId":"%s","scopes":["%s"]}"""
                .formatted(UUID.randomUUID(), organisation, scope));
        return token;
    }

    @Test
    void r3_aTokenWithAuditReadReadsTheAuditOfItsOrganisation() throws Exception {
        var organisation = UUID.randomUUID();
        var answer = whoami(token(organisation, "audit:read"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("siem").contains(organisation.toString()).contains("\"actor\":\"token\"");
    }

    @Test
    void r3_aTokenWithoutAuditReadIs403NamingIt() throws Exception {
        var answer = whoami(token(UUID.randomUUID(), "users:read"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("audit:read");
    }

    @Test
    void r1_aTokenThatIsNotActiveIs401AndOneThatCannotBeCheckedIs503() throws Exception {
        assertThat(whoami("scrydon_scim_none").statusCode()).isEqualTo(401);
        assertThat(whoami("scrydon_scim_too_often").statusCode()).isEqualTo(401);
        var away = whoami("scrydon_scim_away");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After").orElse("")).matches("\\d+");
    }

    @Test
    void r2_answersAreKeptForLessThanASecond() throws Exception {
        var token = token(UUID.randomUUID(), "audit:read");
        int before = QUESTIONS.get();
        assertThat(whoami(token).statusCode()).isEqualTo(200);
        ANSWERS.remove(token);
        long deadline = System.nanoTime() + 1_000_000_000L;
        int status = 200;
        while (status != 401 && System.nanoTime() < deadline) {
            status = whoami(token).statusCode();
        }
        assertThat(status).isEqualTo(401);
        assertThat(QUESTIONS.get()).isGreaterThan(before);
    }
}
