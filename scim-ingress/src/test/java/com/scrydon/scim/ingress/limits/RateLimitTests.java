package com.scrydon.scim.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RefusalFacts;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of requests per token and of failures per address; what takes access away passes them (R4). */
@Tag("slow")
class RateLimitTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings("--scim.rate-limits.failures-burst=5");
    private static final String MEMBERS = "{\"Operations\":[{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}";
    private static final String ACTIVE = "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":%s}}]}";

    private static final UUID NOBODY = new UUID(0, 0);
    /** Counts are written every 10 s. */
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private final Tenant tenant = INGRESS.tenant();

    /** The same organisation, seen with a token of a rate of its own. */
    private Tenant limited(int perSecond, int burst) {
        var minted = INGRESS.managementOf(tenant.organisation(), "POST", "/tokens", """
                {"label":"slow","scopes":["users:read","users:write","groups:read","groups:write"],
                 "ratePerSecond":%d,"burst":%d}""".formatted(perSecond, burst));
        assertThat(minted.status()).isEqualTo(201);
        return new Tenant(INGRESS, tenant.organisation(), minted.text("token"));
    }

    private String user(String name) {
        return tenant.create("/Users", "{\"userName\":\"" + name + "@example.com\"}");
    }

    private static void assertLimited(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(429);
        assertThat(answer.raw().headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(answer.text("status")).isEqualTo("429");
        assertThat(answer.body().path("schemas").path(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    }

    /** Prepares something, empties the bucket, and sends it: again if the bucket, which fills by one a second, let it through. */
    private static void assertLimited(Tenant slow, Supplier<Supplier<Answer>> prepared) {
        Eventually.within(Duration.ofSeconds(20), () -> {
            var request = prepared.get();
            empty(slow);
            assertLimited(request.get());
        });
    }

    private static void empty(Tenant slow) {
        for (int i = 0; i < 4; i++) {
            slow.scim("GET", "/Users?count=0", "");
        }
    }

    @Test
    void r4_pastItsBurstATokenIs429WithRetryAfterAndOthersAreNot() {
        var slow = limited(1, 3);
        var answers = IntStream.range(0, 8).mapToObj(_ -> slow.scim("GET", "/Users?count=0", "")).toList();
        var statuses = answers.stream().map(Answer::status).toList();
        assertThat(Collections.frequency(statuses, 200)).isBetween(3, 6);
        answers.stream().filter(answer -> answer.status() != 200).forEach(RateLimitTests::assertLimited);
        assertThat(statuses).contains(429);
        assertThat(tenant.scim("GET", "/Users?count=0", "").status()).isEqualTo(200);
        Eventually.within(Duration.ofSeconds(5),
                () -> assertThat(slow.scim("GET", "/Users?count=0", "").status()).isEqualTo(200));
    }

    /** Otherwise it would be the place to guess tokens at. */
    @Test
    void r4_introspectionOfWhatIsNotActiveIsAFailureOfTheAddressAndGoodTokensAreToldOf() {
        var path = "/api/management/v1/tokens/introspect";
        var bad = IntStream.range(0, 20).mapToObj(i -> INGRESS.send("POST", path, "", "Bearer scrydon_scim_guess" + i))
                .toList();
        assertThat(bad).extracting(Answer::status).contains(429).isSubsetOf(200, 429);
        var refused = bad.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
        assertThat(refused.raw().headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(INGRESS.send("POST", path, "", "Bearer " + tenant.token()).body().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void r31_refusedIntrospectionsAreCountedInTheOrganisationOfAnEndedTokenElseOfNobody() {
        var minted = INGRESS.managementOf(tenant.organisation(), "POST", "/tokens",
                "{\"label\":\"old\",\"scopes\":[\"users:read\"]}");
        INGRESS.managementOf(tenant.organisation(), "DELETE", "/tokens/" + minted.text("id"), "");
        long ended = refusedIntrospections(minted.text("token"));
        var _ = refusedIntrospections("scrydon_scim_guess");
        Eventually.within(WINDOW, () -> assertThat(RefusalFacts.of(INGRESS, tenant.organisation()).told(429))
                .isEqualTo(ended));
        Eventually.within(WINDOW, () -> assertThat(RefusalFacts.of(INGRESS, NOBODY).rejections())
                .anyMatch(r -> r.getStatus() == 429 && r.getPath().equals("/api/management/v1/tokens")));
        assertThat(RefusalFacts.of(INGRESS, tenant.organisation()).facts())
                .allMatch(fact -> fact.getSubject().equals(minted.text("id")));
    }

    private static long refusedIntrospections(String token) {
        long refused = IntStream.range(0, 20).map(_ -> INGRESS.send("POST", "/api/management/v1/tokens/introspect", "",
                "Bearer " + token).status()).filter(status -> status == 429).count();
        assertThat(refused).isPositive();
        return refused;
    }

    @Test
    void r4_whatAddsIsRefusedPastTheLimit() {
        var group = tenant.create("/Groups", "{\"displayName\":\"Engineers\"}");
        var slow = limited(1, 1);
        assertLimited(slow, () -> () -> slow.scim("POST", "/Users",
                "{\"userName\":\"" + UUID.randomUUID() + "@example.com\"}"));
        assertLimited(slow, () -> () -> slow.scim("POST", "/Groups",
                "{\"displayName\":\"" + UUID.randomUUID() + "\"}"));
        assertLimited(slow, () -> () -> slow.scim("POST", "/Users/.search", "{}"));
        assertLimited(slow, () -> {
            var member = user(UUID.randomUUID().toString());
            return () -> slow.scim("PATCH", "/Groups/" + group, MEMBERS.formatted("add", member));
        });
        assertLimited(slow, () -> {
            var user = user(UUID.randomUUID().toString());
            tenant.scim("PATCH", "/Users/" + user, ACTIVE.formatted("false"));
            return () -> slow.scim("PATCH", "/Users/" + user, ACTIVE.formatted("true"));
        });
    }

    @Test
    void r4_whatTakesAccessAwayPassesTheLimit() {
        var ada = user("ada");
        var bob = user("bob");
        var group = tenant.create("/Groups",
                "{\"displayName\":\"Engineers\",\"members\":[{\"value\":\"" + ada + "\"}]}");
        var slow = limited(1, 1);
        empty(slow);
        assertThat(slow.scim("PATCH", "/Users/" + bob, ACTIVE.formatted("false")).status()).isEqualTo(200);
        assertThat(slow.scim("PATCH", "/Groups/" + group, MEMBERS.formatted("remove", ada)).status()).isEqualTo(204);
        empty(slow);
        assertThat(slow.scim("PUT", "/Users/" + ada, "{\"userName\":\"ada@example.com\",\"active\":false}").status())
                .isEqualTo(200);
        assertThat(slow.scim("DELETE", "/Users/" + ada, "").status()).isEqualTo(204);
        empty(slow);
        assertThat(slow.scim("DELETE", "/Users/" + bob, "").status()).isEqualTo(204);
        assertThat(slow.scim("DELETE", "/Groups/" + group, "").status()).isEqualTo(204);
    }

    @Test
    void r4_eachOperationOfABulkRequestCounts() {
        var slow = limited(1, 4);
        var operations = IntStream.range(0, 12)
                .mapToObj(n -> """
                {"method":"POST","path":"/Users","bulkId":"b%1$d","data":{"userName":"b%1$d@example.com"}}"""
                        .formatted(n))
                .toList();
        var answer = slow.scim("POST", "/Bulk", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":%s}"""
                .formatted(operations));
        var statuses = answer.body().path("Operations").valueStream().map(o -> o.path("status").asString()).toList();
        assertThat(statuses.subList(0, 3)).containsOnly("201");
        assertThat(statuses).contains("429");
    }

    @Test
    void r4_anAddressThatFailsTooOftenIs429AndAGoodTokenFromThereIsNot() {
        var statuses = IntStream.range(0, 20)
                .mapToObj(n -> INGRESS.send("GET", "/api/auth/scim/v2/Users", "", "Bearer bad" + n)).toList();
        assertThat(statuses.getFirst().status()).isEqualTo(401);
        assertLimited(statuses.getLast());
        assertThat(tenant.scim("GET", "/Users?count=0", "").status()).isEqualTo(200);
        assertThat(limited(5, 5).scim("GET", "/Users?count=0", "").status()).isEqualTo(200);
    }

    @Test
    void r4_limitsAreSharedOutOverLiveInstances() {
        assertThat(instances(INGRESS)).isEqualTo(1);
        var other = INGRESS.anotherInstance();
        try {
            Eventually.within(Duration.ofSeconds(15), () -> assertThat(List.of(instances(INGRESS), instances(other)))
                    .containsOnly(2.0));
            var slow = limited(1, 40);
            long allowed = IntStream.range(0, 40)
                    .filter(_ -> slow.scim("GET", "/Users?count=0", "").status() == 200).count();
            assertThat(allowed).isBetween(20L, 28L);
            assertThat(other.send("GET", "/api/auth/scim/v2/Users?count=0", "", "Bearer " + slow.token()).status())
                    .isEqualTo(200);
        } finally {
            other.stop();
        }
        Eventually.within(Duration.ofSeconds(15), () -> assertThat(instances(INGRESS)).isEqualTo(1));
    }

    private static double instances(RunningIngress ingress) {
        return metric(ingress, "scim.instances.live");
    }

    private static double metric(RunningIngress ingress, String name) {
        return ingress.send("GET", "/actuator/metrics/" + name, "", "Bearer none").body().path("measurements").path(0)
                .path("value").asDouble();
    }

    @Test
    void r4_limitsAreVisibleAsMetrics() {
        assertThat(metric(INGRESS, "scim.ratelimit.rate?tag=of:token")).isEqualTo(100);
        assertThat(metric(INGRESS, "scim.ratelimit.burst?tag=of:token")).isEqualTo(500);
        assertThat(metric(INGRESS, "scim.ratelimit.burst?tag=of:address")).isEqualTo(5);
    }
}
