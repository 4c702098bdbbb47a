package com.scrydon.scim.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The outbox past its hard limits: what adds is refused, what takes access away never. */
@Tag("slow")
class BackPressureTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings("--scim.backpressure.max-outbox-rows=100",
            "--scim.backpressure.max-oldest-age=1h", "--scim.backpressure.retry-after=7s");
    /** Facts of refusals that are written while a test looks. */
    private static final int FEW = 20;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String MEMBERS = "{\"Operations\":[{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}";
    private static final String INACTIVE = "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}";

    private final Tenant tenant = INGRESS.tenant();
    private final String ada = user("ada");
    private final String bob = user("bob");
    private final String group = tenant.create("/Groups",
            "{\"displayName\":\"Engineers\",\"members\":[{\"value\":\"" + ada + "\"}]}");

    private String user(String name) {
        return tenant.create("/Users", "{\"userName\":\"" + name + "@example.com\"}");
    }

    /** Each test begins below the limits. */
    @BeforeEach
    void calm() {
        assertThat(scimStatus("GET", "/Users?count=0", "")).isEqualTo(200);
    }

    @Test
    void r4_pastBothLimitsAdditionsAre503WithRetryAfterAndRemovalsPass() {
        underPressure(200, "2 hours", () -> {
            assertRefused("POST", "/Users", "{\"userName\":\"eve@example.com\"}");
            assertRefused("POST", "/Groups", "{\"displayName\":\"Others\"}");
            assertRefused("PATCH", "/Groups/" + group, MEMBERS.formatted("add", bob));
            assertRefused("PUT", "/Groups/" + group, "{\"displayName\":\"Engineers\",\"members\":[{\"value\":\"" + ada
                    + "\"},{\"value\":\"" + bob + "\"}]}");
            assertRefused("PATCH", "/Users/" + ada,
                    "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Ada\"}]}");
            assertThat(scimStatus("GET", "/Users/" + ada, "")).isEqualTo(200);
            assertThat(scimStatus("PATCH", "/Users/" + ada,
                    "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":true}}]}")).isEqualTo(200);
            assertThat(scimStatus("POST", "/Users", "{\"userName\":\"ada@example.com\"}")).isEqualTo(409);
            assertThat(scimStatus("PATCH", "/Groups/" + group, MEMBERS.formatted("remove", ada))).isEqualTo(204);
            assertThat(scimStatus("PATCH", "/Users/" + ada, INACTIVE)).isEqualTo(200);
            assertThat(scimStatus("PUT", "/Users/" + bob,
                    "{\"userName\":\"bob@example.com\",\"active\":false,\"title\":\"none\"}")).isEqualTo(200);
            assertThat(scimStatus("DELETE", "/Groups/" + group, "")).isEqualTo(204);
            assertThat(scimStatus("DELETE", "/Users/" + bob, "")).isEqualTo(204);
        });
        assertThat(scimStatus("POST", "/Users", "{\"userName\":\"eve@example.com\"}")).isEqualTo(201);
    }

    @Test
    void r4_aMixedPutThatRemovesSomebodyPassesAsAWhole() {
        underPressure(200, "2 hours", () -> assertThat(scimStatus("PUT", "/Groups/" + group,
                "{\"displayName\":\"Engineers\",\"members\":[{\"value\":\"" + bob + "\"}]}")).isEqualTo(200));
    }

    @Test
    void r4_inABulkRequestAdditionsFailOneByOneAndRemovalsPass() {
        underPressure(200, "2 hours", () -> {
            var answer = tenant.scim("POST", "/Bulk", """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
                      {"method":"POST","path":"/Users","bulkId":"e","data":{"userName":"eve@example.com"}},
                      {"method":"DELETE","path":"/Users/%s"}]}""".formatted(bob));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("Operations").valueStream().map(o -> o.path("status").asString()))
                    .containsExactly("503", "204");
        });
    }

    @Test
    void r4_pastOneLimitAloneNothingIsRefused() {
        underPressure(200, "1 minute",
                () -> assertThat(scimStatus("POST", "/Users", "{\"userName\":\"young@example.com\"}")).isEqualTo(201));
        underPressure(3, "2 hours",
                () -> assertThat(scimStatus("POST", "/Users", "{\"userName\":\"few@example.com\"}")).isEqualTo(201));
    }

    @Test
    void r4_peopleAreToldTheSameAndMayRemove() {
        var account = management("POST", "/accounts",
                "{\"email\":\"%s@example.com\",\"displayName\":\"P\",\"kind\":\"person\"}".formatted(UUID.randomUUID()))
                .text("id");
        var team = management("POST", "/teams", "{\"name\":\"T-" + UUID.randomUUID() + "\"}").text("id");
        var member = "/teams/" + team + "/members/" + account;
        assertThat(management("PUT", member, "").status()).isEqualTo(204);
        underPressure(200, "2 hours", () -> {
            assertThat(management("POST", "/teams", "{\"name\":\"Refused\"}").status()).isEqualTo(503);
            assertThat(management("DELETE", member, "").status()).isEqualTo(204);
        });
    }

    /** A link is an addition, although the Group's own Team is given up by it; the end of a link is none. */
    @Test
    void r4_aGroupIsLinkedToNoTeamAndIsUnlinkedFromOne() {
        var id = ours("POST", "/teams", "{\"name\":\"Core\"}").text("id");
        var link = "/teams/" + id + "/group";
        var own = "/teams/"
                + ours("GET", "/teams?name=Engineers", "").body().path("teams").path(0).path("id").asString()
                + "/group";
        underPressure(200, "2 hours", () -> {
            assertThat(ours("PUT", link, "{\"groupId\":\"" + group + "\"}").status()).isEqualTo(503);
            assertThat(ours("GET", own.substring(0, own.length() - "/group".length()), "").text("groupId"))
                    .isEqualTo(group);
            assertThat(ours("DELETE", own, "").status()).isEqualTo(204);
        });
        assertThat(ours("PUT", link, "{\"groupId\":\"" + group + "\"}").status()).isEqualTo(200);
    }

    private Answer ours(String method, String path, String body) {
        return INGRESS.managementOf(tenant.organisation(), method, path, body);
    }

    @Test
    void r28_healthAndMetricsShowTheOutboxAndReadinessStaysUp() {
        underPressure(200, "2 hours", () -> {
            var health = actuator("/health").body();
            assertThat(health.path("components").path("outbox").path("details").path("rows").asLong())
                    .isBetween(200L, 200L + FEW);
            assertThat(health.path("components").path("outbox").path("details").path("oldestAgeSeconds").asDouble())
                    .isGreaterThan(7_000);
            assertThat(actuator("/health/readiness").status()).isEqualTo(200);
            assertThat(gauge("scim.outbox.rows")).isBetween(200.0, 200.0 + FEW);
            assertThat(gauge("scim.outbox.oldest.age")).isGreaterThan(7_000);
            assertThat(List.of(gauge("scim.outbox.parked.keys"), gauge("scim.relay.leader"),
                    gauge("scim.relay.gate.closed"))).containsOnly(0.0);
        });
    }

    private static Answer actuator(String path) {
        return INGRESS.send("GET", "/actuator" + path, "", "Bearer none");
    }

    private static double gauge(String name) {
        return actuator("/metrics/" + name).body().path("measurements").path(0).path("value").asDouble();
    }

    private static Answer management(String method, String path, String body) {
        return INGRESS.management(method, path, body);
    }

    private int scimStatus(String method, String path, String body) {
        return tenant.scim(method, path, body).status();
    }

    private void assertRefused(String method, String path, String body) {
        var answer = tenant.scim(method, path, body);
        assertThat(answer.status()).as(method + " " + path).isEqualTo(503);
        assertThat(answer.raw().headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.body().path("schemas").path(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    }

    /** So many facts more that have waited so long, from when the ingress knows of them until it knows they are gone. */
    private static void underPressure(int rows, String age, Runnable then) {
        INGRESS.owner().sql("delete from directory.outbox").update();
        INGRESS.owner().sql("""
                insert into directory.outbox (event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
                select gen_random_uuid(), gen_random_uuid(), 'waiting', n::text, 1, 'waiting', 'x', now() - :age::interval
                from generate_series(1, :rows) n
                """).param("age", age).param("rows", rows).update();
        awaitSample(rows);
        try {
            then.run();
        } finally {
            INGRESS.owner().sql("delete from directory.outbox").update();
            awaitSample(0);
        }
    }

    private static void awaitSample(int rows) {
        Eventually.within(SOON,
                () -> assertThat(gauge("scim.outbox.rows")).isBetween((double) rows, (double) rows + FEW));
    }
}
