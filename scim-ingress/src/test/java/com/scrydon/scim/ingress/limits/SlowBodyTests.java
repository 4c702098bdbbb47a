package com.scrydon.scim.ingress.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.ingress.harness.RawHttp;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.ingress.harness.WireRules;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that dribbles its body. */
@Tag("slow")
class SlowBodyTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final RunningIngress IMPATIENT = INGRESS.anotherInstance("--scim.body-patience=100ms");

    private final Tenant tenant = INGRESS.tenant();
    private final String name = UUID.randomUUID() + "@example.com";

    @AfterAll
    static void stop() {
        IMPATIENT.stop();
    }

    @Test
    void r2_aTokenThatEndsWhileItsHolderDribblesABodyChangesNothing() throws Exception {
        try (var http = new RawHttp(INGRESS.port())) {
            var rest = begin(http);
            var id = INGRESS.managementOf(tenant.organisation(), "GET", "/tokens", "").body().path("tokens").path(0)
                    .path("id").asString("");
            assertThat(INGRESS.managementOf(tenant.organisation(), "DELETE", "/tokens/" + id, "").status())
                    .isEqualTo(204);
            Eventually.within(Duration.ofSeconds(1),
                    () -> assertThat(tenant.scim("GET", "/Users", "").status()).isEqualTo(401));
            // A body that comes within a quarter of a second is worked on without a second check of the token.
            letPass(Duration.ofMillis(300));
            http.send(rest);
            assertThat(http.answer("POST").status()).isEqualTo(401);
        }
        assertThat(INGRESS.owner().sql("select count(*) from directory.account where user_name = :name")
                .param("name", name)
                .query(Long.class).single()).isZero();
    }

    @Test
    void r24_aBodyThatTakesTooLongIs408AndIsForgotten() throws Exception {
        try (var http = new RawHttp(IMPATIENT.port())) {
            var rest = begin(http);
            letPass(Duration.ofMillis(150));
            http.send(rest);
            var answer = http.answer("POST");
            assertThat(answer.status()).isEqualTo(408);
            assertThat(WireRules.violation(answer)).isEmpty();
        }
        assertThat(tenant.scim("GET", "/Users", "").body().path("totalResults").asInt()).isZero();
    }

    @Test
    void r24_whoDribblesOnAfterA408IsCutOff() throws Exception {
        try (var http = new RawHttp(IMPATIENT.port())) {
            http.send(head(tenant.token(), 100_000));
            dribbleUntilAnswered(http, 408);
            cutOff(http);
        }
    }

    @Test
    void r1_whoDribblesABodyWithoutATokenIsCutOff() throws Exception {
        try (var http = new RawHttp(IMPATIENT.port())) {
            http.send(head("nobody", 100_000));
            dribbleUntilAnswered(http, 401);
            cutOff(http);
        }
    }

    @Test
    void r1_whoSendsTheWholeBodyKeepsTheConnection() throws Exception {
        try (var http = new RawHttp(INGRESS.port())) {
            http.send(head("nobody", 1_000_000));
            assertThat(http.answer("POST").status()).isEqualTo(401);
            http.send(" ".repeat(999_999).getBytes(US_ASCII));
            // What follows in the same packet is the next request's.
            http.send((" " + new String(head("nobody", 1), US_ASCII) + " " + new String(head("nobody", 0), US_ASCII))
                    .getBytes(US_ASCII));
            assertThat(http.answer("POST").status()).isEqualTo(401);
            assertThat(http.answer("POST").status()).isEqualTo(401);
        }
    }

    @Test
    void r1_chunkedOnesToo() throws Exception {
        var head = new String(head("nobody", 0), US_ASCII).replace("Content-Length: 0", "Transfer-Encoding: chunked");
        try (var http = new RawHttp(INGRESS.port())) {
            http.send((head + "5\r\nab").getBytes(US_ASCII));
            assertThat(http.answer("POST").status()).isEqualTo(401);
            http.send(("cde\r\n0\r\n\r\n" + head + "x\r\n").getBytes(US_ASCII));
            assertThat(http.answer("POST").status()).isEqualTo(401);
            cutOff(http);
        }
    }

    private static void dribbleUntilAnswered(RawHttp http, int status) throws Exception {
        Eventually.within(Duration.ofSeconds(5), () -> {
            http.send(new byte[]{' '});
            assertThat(http.isAnswered()).isTrue();
        });
        var answer = http.answer("POST");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(WireRules.violation(answer)).isEmpty();
    }

    /** However the end of the connection shows itself. */
    private static void cutOff(RawHttp http) {
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> http.send(new byte[]{' '})).isInstanceOf(IOException.class));
    }

    private static byte[] head(String token, int length) {
        return """
                POST /api/auth/scim/v2/Users HTTP/1.1\r
                Host: x\r
                Authorization: Bearer %s\r
                Content-Type: application/scim+json\r
                Content-Length: %d\r
                \r
                """.formatted(token, length).getBytes(US_ASCII);
    }

    private static void letPass(Duration time) {
        var began = System.nanoTime();
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(System.nanoTime() - began).isGreaterThan(time.toNanos()));
    }

    /** Sends all but the end of a body, and gives that. */
    private byte[] begin(RawHttp http) throws Exception {
        var body = "{\"userName\":\"" + name + "\"}";
        var request = """
                POST /api/auth/scim/v2/Users HTTP/1.1\r
                Host: x\r
                Authorization: Bearer %s\r
                Content-Type: application/scim+json\r
                Content-Length: %d\r
                \r
                %s""".formatted(tenant.token(), body.length(), body.substring(0, 3));
        http.send(request.getBytes(US_ASCII));
        // The service has begun to read: with another request in between it would not be sure.
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(tenant.scim("GET", "/Users", "").status()).isEqualTo(200));
        return body.substring(3).getBytes(US_ASCII);
    }
}
