package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ingress is on the open internet: what it shows to people who have no business there. */
class ExposureTests {

    private static final List<String> INSIDES = List.of("", "/health", "/health/db", "/metrics",
            "/metrics/scim.tokens.expiring", "/env", "/%68ealth", "/health/readiness/db");

    private final RunningIngress ingress = RunningIngress.INSTANCE;

    @Test
    void healthAndMetricsAreForThisMachine() {
        assertThat(get("/actuator/health", Map.of()).body().path("components").has("db")).isTrue();
        assertThat(get("/actuator/metrics", Map.of()).status()).isEqualTo(200);
        for (var header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")) {
            for (var path : INSIDES) {
                var answer = get("/actuator" + path, Map.of(header, "127.0.0.1"));
                assertThat(answer.status()).as("%s from behind a proxy that says %s", path, header).isEqualTo(404);
                assertThat(answer.raw().body()).doesNotContain("db", "UP", "names");
            }
        }
    }

    @Test
    void everybodyMayAskWhetherTheServiceIsAliveAndReadyAndLearnsNoMore() {
        for (var probe : List.of("liveness", "readiness")) {
            var answer = get("/actuator/health/" + probe, Map.of("X-Forwarded-For", "203.0.113.9"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasToString("{\"status\":\"UP\"}");
        }
    }

    @Test
    void monitoringFromElsewhereTakesAPortOfItsOwn() {
        var apart = ingress.anotherInstance("--management.server.port=0", "--management.server.address=127.0.0.1");
        try {
            var answer = Caller.ofPort(apart.managementPort()).get("/actuator/health",
                    Map.of("X-Forwarded-For", "192.0.2.1"));
            assertThat(answer.body().path("components").has("db")).isTrue();
            assertThat(apart.send("GET", "/actuator/health", "", "Bearer none").status()).isEqualTo(404);
        } finally {
            apart.stop();
        }
    }

    @Test
    void noAnswerIsCachedGuessedOrFramed() {
        for (var path : List.of("/api/auth/scim/v2/Users", "/api/auth/scim/v2/Nothing", "/api/management/v1/tokens",
                "/nothing",
                "/actuator/health/readiness", "/api/auth/scim/v2//Users")) {
            for (var bearer : List.of("Bearer none", "Bearer " + ingress.token())) {
                var headers = ingress.send("GET", path, "", bearer).raw().headers();
                assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
                assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
                assertThat(headers.allValues("Cache-Control")).as(path).singleElement().asString().contains("no-store");
            }
        }
    }

    private Answer get(String path, Map<String, String> headers) {
        return ingress.send("GET", path, "", headers);
    }
}
