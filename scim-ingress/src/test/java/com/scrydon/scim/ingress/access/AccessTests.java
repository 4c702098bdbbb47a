package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets in, and what everybody else is told: tokens, scopes, refusals of the container. */
class AccessTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private static String scim(String path) {
        return "/api/auth/scim/v2" + path;
    }

    private static Answer mint(String scopes) {
        return INGRESS.management("POST", "/tokens",
                "{\"label\":\"t-" + UUID.randomUUID() + "\",\"scopes\":[" + scopes + "]}");
    }

    private static int status(String method, String path, String token) {
        return INGRESS.send(method, scim(path), "", "Bearer " + token).status();
    }

    @Test
    void r2_aRevokedTokenEndsWithinASecondAndIsListedWithoutItsValue() {
        var minted = mint("\"users:read\"");
        var token = minted.text("token");
        assertThat(token).matches("scrydon_scim_[A-Za-z0-9_-]{49}");
        assertThat(status("GET", "/Users?count=0", token)).isEqualTo(200);
        assertThat(INGRESS.management("DELETE", "/tokens/" + minted.text("id"), "").status()).isEqualTo(204);
        Eventually.within(Duration.ofSeconds(1),
                () -> assertThat(status("GET", "/Users?count=0", token)).isEqualTo(401));
        var listed = INGRESS.management("GET", "/tokens", "").raw().body();
        assertThat(listed).contains(minted.text("id")).contains("revokedAt").contains("lastUsedAt")
                .doesNotContain(token);
        assertThat(INGRESS.owner().sql("select count(*) from directory.outbox where key = :id")
                .param("id", minted.text("id")).query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void r3_aMissingScopeIsNamed() {
        var minted = mint("\"users:read\",\"groups:read\"");
        var refused = INGRESS.send("POST", scim("/Users"), "{}", "bearer " + minted.text("token"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("detail")).contains("users:write");
        assertThat(INGRESS.send("DELETE", scim("/Groups/" + UUID.randomUUID()), "", "BEARER " + minted.text("token"))
                .text("detail")).contains("groups:write");
        assertThat(status("GET", "/ServiceProviderConfig", minted.text("token"))).isEqualTo(200);
        INGRESS.management("DELETE", "/tokens/" + minted.text("id"), "");
    }

    @Test
    void r2_anExpiredTokenIsRefusedAtItsMakingAndUnknownScopesToo() {
        assertThat(INGRESS.management("POST", "/tokens", "{\"label\":\"x\",\"scopes\":[\"users:read\"],"
                + "\"expiresAt\":\"2020-01-01T00:00:00Z\"}").status()).isEqualTo(400);
        assertThat(mint("\"everything\"").status()).isEqualTo(400);
        assertThat(INGRESS.management("POST", "/tokens", "{}").status()).isEqualTo(400);
    }

    @Test
    void r24_pathsAreForgivenTheirSlashes() {
        assertThat(INGRESS.scim("GET", "/Users/?count=0", "").status()).isEqualTo(200);
        assertThat(INGRESS.send("GET", "/api/auth/scim/v2//ServiceProviderConfig", "", "Bearer x").status())
                .isEqualTo(401);
        assertThat(INGRESS.scim("GET", "//ServiceProviderConfig", "").status()).isEqualTo(200);
    }

    @Test
    void r24_refusalsOfTheContainerAreScimErrors() {
        assertScimError(INGRESS.scim("GET", "/Nothing", ""), 404);
        assertScimError(INGRESS.scim("PUT", "/Users", "{}"), 405);
        assertThat(INGRESS.scim("PUT", "/Users", "{}").raw().headers().firstValue("Allow").orElse("")).contains("POST");
        assertScimError(INGRESS.scim("GET", "/Me", ""), 501);
        assertScimError(INGRESS.scim("POST", "/Users", "{\"userName\":"), 400);
        assertThat(INGRESS.scim("POST", "/Users", "{\"userName\":").text("detail")).contains("line 1, column");
        assertThat(INGRESS.scim("POST", "/Users", "{\"a\":1,\"a\":2}").text("scimType")).isEqualTo("invalidSyntax");
        assertScimError(INGRESS.scim("POST", "/Users", "[".repeat(5_000)), 400);
        assertScimError(INGRESS.scim("POST", "/Users", "{\"userName\":\"a\\u0000@b.c\"}"), 400);
        assertScimError(INGRESS.scim("POST", "/Users", "{\"userName\":\"" + "a".repeat(5_000) + "@b.c\"}"), 400);
        assertScimError(INGRESS.scim("GET", "/Users/a%2Fb", ""), 400);
    }

    @Test
    void r24_refusalsOfTomcatAreScimErrors() throws IOException {
        assertThat(raw("GET /api/auth/scim/v2/Users/a{b} HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(raw("GET /api/auth/scim/v2/Users?a=" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 4").contains("urn:ietf:params:scim:api:messages:2.0:Error");
    }

    @Test
    void r24_foreignMediaTypesAre406And415() throws IOException {
        var token = mint("\"users:read\",\"users:write\"");
        var head = "HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token.text("token") + "\r\n";
        assertThat(raw("GET /api/auth/scim/v2/Users " + head + "Accept: text/html\r\n\r\n"))
                .startsWith("HTTP/1.1 406").contains("\"status\":\"406\"");
        assertThat(
                raw("POST /api/auth/scim/v2/Users " + head + "Content-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415").contains("\"status\":\"415\"");
        assertThat(raw("GET /api/auth/scim/v2/Users?count=0 " + head + "Accept: application/json\r\n\r\n"))
                .startsWith("HTTP/1.1 200").contains("Content-Type: application/json");
        assertThat(raw("POST /api/auth/scim/v2/Users " + head
                + "Content-Type: application/scim+json\r\nContent-Length: 99999999\r\n\r\n{}"))
                .startsWith("HTTP/1.1 413").contains("\"status\":\"413\"");
        INGRESS.management("DELETE", "/tokens/" + token.text("id"), "");
    }

    @Test
    void r31_aUsableRequestIdIsKeptAndAnotherReplaced() throws IOException {
        var head = "HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        assertThat(raw("GET /api/auth/scim/v2/Users " + head + "X-Request-Id: abc-1\r\n\r\n"))
                .contains("X-Request-Id: abc-1");
        assertThat(raw("GET /api/auth/scim/v2/Users " + head + "X-Request-Id: a b<script>\r\n\r\n"))
                .contains("X-Request-Id: ").doesNotContain("script");
    }

    @Test
    void r26_aClosedWriteGateIs503AndNothingIsWritten() {
        INGRESS.owner().sql("update directory.relay set gate_closed_because = 'test', gate_closed_at = now()").update();
        try {
            var refused = INGRESS.scim("POST", "/Users", "{\"userName\":\"gate@example.com\"}");
            assertScimError(refused, 503);
            assertThat(refused.raw().headers().firstValue("Retry-After").orElse("")).matches("\\d+");
            assertThat(INGRESS.management("POST", "/teams", "{\"name\":\"Gate\"}").status()).isEqualTo(503);
        } finally {
            INGRESS.owner().sql("update directory.relay set gate_closed_because = null, gate_closed_at = null")
                    .update();
        }
        assertThat(INGRESS.owner().sql("select count(*) from directory.account where email = 'gate@example.com'")
                .query(Long.class).single()).isZero();
    }

    /** Nobody gets past it by trying again, and the log has to say so: before, it was a 503 and one line. */
    @Test
    void r1_aTokenThatCannotBeCheckedForALackOfRightsIs500() {
        INGRESS.owner().sql("revoke select on directory.token from scim_ingress").update();
        try {
            var unknown = "Bearer scrydon_scim_" + "x".repeat(49);
            assertThat(INGRESS.send("GET", scim("/Users?count=0"), "", unknown).status()).isIn(401, 500);
            Eventually.within(Duration.ofSeconds(5),
                    () -> assertScimError(INGRESS.scim("GET", "/Users?count=0", ""), 500));
        } finally {
            INGRESS.owner().sql("grant select on directory.token to scim_ingress").update();
        }
        assertThat(INGRESS.scim("GET", "/Users?count=0", "").status()).isEqualTo(200);
    }

    @Test
    void r15_withoutTheStoreEverythingIs503NeverAnEmptyList() throws SQLException {
        INGRESS.owner().sql("alter role scim_ingress nologin").update();
        try {
            INGRESS.database().terminateConnections();
            var refused = INGRESS.scim("GET", "/Users?count=2", "");
            assertScimError(refused, 503);
            assertThat(refused.raw().headers().firstValue("Retry-After").orElse("")).matches("\\d+");
            assertScimError(INGRESS.scim("POST", "/Users", "{\"userName\":\"away@example.com\"}"), 503);
        } finally {
            INGRESS.owner().sql("alter role scim_ingress login").update();
        }
        Eventually.within(Duration.ofSeconds(20),
                () -> assertThat(INGRESS.scim("GET", "/Users?count=2", "").status()).isEqualTo(200));
        Eventually.within(Duration.ofSeconds(20), AccessTests::answersForAsLongAsAConnectionIsTrusted);
    }

    /** The pool tries a connection again that rested for 500 ms: until then it may give out one that was ended here. */
    private static void answersForAsLongAsAConnectionIsTrusted() {
        long until = System.nanoTime() + Duration.ofMillis(600).toNanos();
        while (System.nanoTime() < until) {
            assertThat(INGRESS.scim("GET", "/Users/" + UUID.randomUUID(), "").status()).isEqualTo(404);
        }
    }

    private static void assertScimError(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("status")).isEqualTo(Integer.toString(status));
        assertThat(answer.body().path("schemas").path(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("")).startsWith("application/scim+json");
    }

    /** A request as bytes, for what no HTTP client sends. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), INGRESS.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            // An answer ends with its JSON, or with the connection.
            for (int next = 0; next >= 0 && !answer.toString(StandardCharsets.UTF_8).endsWith("}");) {
                next = socket.getInputStream().read();
                if (next >= 0) {
                    answer.write(next);
                }
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
