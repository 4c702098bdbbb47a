package com.scrydon.scim.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A client that dribbles its body. */
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
            // What takes less than a quarter of a second may be done on what was known at its beginning.
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
    void largeBodiesWaitForEachOtherAndSmallOnesForNobody() throws Exception {
        var narrow = INGRESS.anotherInstance("--scim.max-body-bytes=2097152", "--scim.body-memory-bytes=2097152",
                "--scim.body-patience=2s");
        try {
            try (var first = new RawHttp(narrow.port())) {
                first.send(large(2_000_000));
                // One that comes before the first has its room is answered at once: then the next one waits.
                Eventually.within(Duration.ofSeconds(30), () -> assertThat(statusOfLarge(narrow)).isEqualTo(503));
                assertThat(new Tenant(narrow, tenant.organisation(), tenant.token()).create("/Users",
                        "{\"userName\":\"" + name + "\"}")).isNotBlank();
            }
            Eventually.within(Duration.ofSeconds(30), () -> assertThat(statusOfLarge(narrow)).isEqualTo(400));
        } finally {
            narrow.stop();
        }
    }

    /** Of a request whose large body is there at once, and is no JSON. */
    private int statusOfLarge(RunningIngress narrow) throws Exception {
        try (var http = new RawHttp(narrow.port())) {
            http.send(large(100_100));
            var answer = http.answer("POST");
            assertThat(WireRules.violation(answer)).isEmpty();
            return answer.status();
        }
    }

    /** The head of a request with so long a body, and 100,100 bytes of it. */
    private byte[] large(int length) {
        return """
                POST /api/auth/scim/v2/Users HTTP/1.1\r
                Host: x\r
                Authorization: Bearer %s\r
                Content-Type: application/scim+json\r
                Content-Length: %d\r
                \r
                %s""".formatted(tenant.token(), length, " ".repeat(100_100)).getBytes(StandardCharsets.US_ASCII);
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
        http.send(request.getBytes(StandardCharsets.US_ASCII));
        // The service has begun to read: with another request in between it would not be sure.
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(tenant.scim("GET", "/Users", "").status()).isEqualTo(200));
        return body.substring(3).getBytes(StandardCharsets.US_ASCII);
    }
}
