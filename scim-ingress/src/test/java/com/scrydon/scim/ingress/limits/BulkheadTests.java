package com.scrydon.scim.ingress.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RawHttp;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One organisation sends its dearest requests, as many at once as it can, and another works beside it: whatever becomes of the first, the
 * second is refused nothing.
 */
@Tag("slow")
class BulkheadTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings("--scim.body-memory-bytes=4194304",
            "--scim.lists.longest-statement=300ms", "--scim.lists.connections=4",
            "--spring.datasource.hikari.maximum-pool-size=8", "--scim.api-rates.per-second=1",
            "--scim.api-rates.burst=30");

    private final Tenant attacker = INGRESS.tenant();
    private final Tenant victim = INGRESS.tenant();
    private int number;

    @AfterAll
    static void stop() {
        INGRESS.stop();
    }

    /** What a test's crowd left behind still holds connections for a while: the next one begins with none held. */
    @AfterEach
    void everybodyIsGone() {
        Eventually.within(Duration.ofSeconds(60), () -> assertThat(held("hikaricp.connections.active")).isZero());
    }

    /** What the victim does, once each: answers the statuses that refuse it something. */
    private List<Integer> refusalsOfVictim(String group, List<String> members) {
        var name = "v" + number++ + "-" + UUID.randomUUID() + "@example.com";
        var made = victim.scim("POST", "/Users", "{\"userName\":\"" + name + "\"}");
        var id = "/Users/" + made.text("id");
        var removed = members.stream().map(one -> "{\"value\":\"" + one + "\"}").collect(Collectors.joining(","));
        var statuses = List.of(made.status(), victim.scim("GET", id, "").status(),
                victim.filtered("/Users", "userName eq \"" + name + "\"").status(),
                victim.scim("GET", "/Groups?count=10", "").status(),
                victim.scim("PATCH", "/Groups/" + group, patch("remove", "members", "[" + removed + "]")).status(),
                victim.scim("PATCH", "/Groups/" + group, patch("add", "members", "[" + removed + "]")).status(),
                victim.scim("PATCH", id, patch("replace", "active", "false")).status(),
                victim.scim("DELETE", id, "").status());
        return statuses.stream().filter(status -> status >= 300).toList();
    }

    private static String patch(String operation, String path, String value) {
        return """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations":[{"op":"%s","path":"%s","value":%s}]}""".formatted(operation, path, value);
    }

    private List<String> members(int many) {
        return INGRESS.owner().sql("""
                insert into directory.account (organisation_id, kind, email, user_name, linked, created_at, last_modified_at)
                select :organisation, 'person', m, m, true, now(), now()
                from (select 'm' || n || '@example.com' as m from generate_series(1, :many) n) names returning id::text
                """).param("organisation", victim.organisation()).param("many", many).query(String.class).list();
    }

    private String group(List<String> members) {
        return victim.create("/Groups", "{\"displayName\":\"G\",\"members\":[%s]}".formatted(
                members.stream().map(id -> "{\"value\":\"" + id + "\"}").collect(Collectors.joining(","))));
    }

    @Test
    void r4_dribbledBodiesOfOneHoldNobodyElseUp() throws Exception {
        var members = members(2_000);
        var group = group(members);
        var open = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 60; i++) {
                var http = new RawHttp(INGRESS.port());
                open.add(http);
                http.send(begun(i % 2 == 0 ? "/Users/.search" : "/Groups", i % 2 == 0 ? 60_000 : 16_000_000,
                        i % 2 == 0 ? 40_000 : 300_000));
            }
            for (int round = 0; round < 5; round++) {
                assertThat(refusalsOfVictim(group, members)).isEmpty();
                for (var http : open) {
                    dribble(http);
                }
            }
        } finally {
            for (var http : open) {
                http.close();
            }
        }
        // What was taken is given back, and no file is left.
        Eventually.within(Duration.ofSeconds(30), () -> assertThat(held("scim.bodies.held")).isZero());
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("scim-body"))).isEmpty();
        }
    }

    private static double held(String meter) {
        return INGRESS.meters().get(meter).gauges().stream().mapToDouble(gauge -> gauge.value()).sum();
    }

    private static void dribble(RawHttp http) {
        try {
            http.send(new byte[]{' '});
        } catch (IOException _) {
            // It was refused and cut off.
        }
    }

    private byte[] begun(String path, int length, int sent) {
        return """
                POST /api/auth/scim/v2%s HTTP/1.1\r
                Host: x\r
                Authorization: Bearer %s\r
                Content-Type: application/scim+json\r
                Content-Length: %d\r
                \r
                %s""".formatted(path, attacker.token(), length, " ".repeat(sent)).getBytes(US_ASCII);
    }

    @Test
    void r15_searchesThatTakeTooLongAreTheirOwnFaultAndHoldNobodyElseUp() throws Exception {
        INGRESS.owner().sql("""
                insert into directory.account (organisation_id, kind, email, user_name, linked, attributes, created_at,
                    last_modified_at)
                select :organisation, 'person', m, m, true,
                    jsonb_build_object('displayName', m, 'title', repeat(m, 20)), now(), now()
                from (select 'a' || n || '@example.com' as m from generate_series(1, 100000) n) names
                """).param("organisation", attacker.organisation()).update();
        var members = members(10);
        var group = group(members);
        var filter = URLEncoder.encode(IntStream.range(0, 8).mapToObj(i -> "title co \"zz" + i + "\"")
                .collect(Collectors.joining(" or ")), StandardCharsets.UTF_8);
        var over = new AtomicBoolean();
        var seen = new ArrayList<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Answer>>> attacks = new ArrayList<>();
            Callable<List<Answer>> attack = () -> {
                var answers = new ArrayList<Answer>();
                while (!over.get()) {
                    answers.add(attacker.scim("GET", "/Users?count=1&filter=" + filter, ""));
                }
                return answers;
            };
            for (int i = 0; i < 30; i++) {
                attacks.add(threads.submit(attack));
            }
            for (int round = 0; round < 10; round++) {
                assertThat(refusalsOfVictim(group, members)).isEmpty();
            }
            over.set(true);
            for (var one : attacks) {
                seen.addAll(one.get(60, TimeUnit.SECONDS));
            }
        }
        assertThat(seen).filteredOn(answer -> answer.text("scimType").equals("tooMany")).isNotEmpty();
        assertThat(seen).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 400, 503));
    }

    /** A client that reads nothing holds a share of its own organisation's answers, until it is cut. */
    @Test
    void r15_largeAnswersThatNobodyReadsHoldNobodyElseUp() throws Exception {
        INGRESS.owner().sql("""
                insert into directory.account (organisation_id, kind, email, user_name, linked, attributes, created_at,
                    last_modified_at)
                select :organisation, 'person', m, m, true, jsonb_build_object('title', repeat(m, 15000)), now(), now()
                from (select 'a' || n || '@example.com' as m from generate_series(1, 200) n) names
                """).param("organisation", attacker.organisation()).update();
        var members = members(10);
        var group = group(members);
        var open = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 40; i++) {
                var http = new RawHttp(INGRESS.port());
                open.add(http);
                http.send(
                        "GET /api/auth/scim/v2/Users?count=200 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                                .formatted(attacker.token()).getBytes(US_ASCII));
            }
            for (int round = 0; round < 5; round++) {
                assertThat(refusalsOfVictim(group, members)).isEmpty();
            }
            Eventually.within(Duration.ofSeconds(60), () -> assertThat(held("scim.answers.held")).isZero());
        } finally {
            for (var http : open) {
                http.close();
            }
        }
    }

    @Test
    void r4_thePersonsWhoCallHaveARateButForWhatTheyTakeAway() {
        var bearer = "Bearer " + INGRESS.signer().token("bob", attacker.organisation(), Role.ORG_ADMIN);
        var tokens = INGRESS.send("GET", "/api/management/v1/tokens", "", bearer);
        assertThat(tokens.status()).isEqualTo(200);
        Answer last = tokens;
        for (int i = 0; i < 600 && last.status() == 200; i++) {
            last = INGRESS.send("GET", "/api/management/v1/tokens", "", bearer);
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.raw().headers().firstValue("Retry-After")).isPresent();
        var revoked = tokens.body().path("tokens").path(0).path("id").asString("");
        assertThat(INGRESS.send("DELETE", "/api/management/v1/tokens/" + revoked, "", bearer).status()).isEqualTo(204);
        assertThat(INGRESS.send("GET", "/api/management/v1/tokens", "",
                "Bearer " + INGRESS.signer().token("bob", victim.organisation(), Role.ORG_ADMIN)).status())
                .isEqualTo(200);
    }

    @Test
    void aSearchBodyIsSmall() {
        assertThat(victim.scim("POST", "/Users/.search", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"title eq \\"%s\\""}"""
                .formatted("x".repeat(70_000))).status()).isEqualTo(413);
    }

    @Test
    void largeBodiesAreWhole() {
        var members = members(30_000);
        assertThat(victim.scim("GET", "/Groups/" + group(members), "").body().path("members").size()).isEqualTo(30_000);
        assertThat(held("scim.bodies.held")).isZero();
    }
}
