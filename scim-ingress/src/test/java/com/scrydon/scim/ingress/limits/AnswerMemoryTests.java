package com.scrydon.scim.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.ingress.harness.RawHttp;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.SmallIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Answers many times as large as the heap, from an ingress with the heap of the local stack. */
@Tag("slow")
class AnswerMemoryTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings();
    private static final int MEMBERS = 100_000;

    private static SmallIngress small;

    private final Tenant tenant = INGRESS.tenant();

    @BeforeAll
    static void start() throws Exception {
        small = SmallIngress.beside(INGRESS);
    }

    @AfterAll
    static void stop() {
        small.close();
        INGRESS.stop();
    }

    /** What there is of an answer: elements of Resources, values of members, and the counts that it says. */
    private record Seen(int status, int resources, int members, int itemsPerPage, int totalResults) {

        static Seen of(int status, InputStream body) throws IOException {
            int resources = 0;
            int values = 0;
            int items = -1;
            int total = -1;
            try (body; var json = JsonMapper.shared().createParser(body)) {
                int depth = 0;
                for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    if (token == JsonToken.START_OBJECT && depth == 3) {
                        resources++;
                    } else if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("value") && depth >= 3) {
                        values++;
                    } else if (token == JsonToken.VALUE_NUMBER_INT && depth == 1) {
                        items = json.currentName().equals("itemsPerPage") ? json.getIntValue() : items;
                        total = json.currentName().equals("totalResults") ? json.getIntValue() : total;
                    }
                }
            }
            return new Seen(status, resources, values, items, total);
        }
    }

    private Seen get(String path) throws Exception {
        var answer = small.get(tenant.token(), path);
        return Seen.of(answer.statusCode(), answer.body());
    }

    private void users(int number, String attributes) {
        INGRESS.owner().sql("""
                insert into directory.account (organisation_id, kind, email, user_name, linked, attributes, created_at,
                    last_modified_at)
                select :organisation, 'person', m, m, true, %s, now(), now()
                from (select 'u' || n || '@example.com' as m, n from generate_series(1, :number) n) names
                """.formatted(attributes)).param("organisation", tenant.organisation()).param("number", number)
                .update();
    }

    private String group(String name, int members) {
        var id = tenant.create("/Groups", "{\"displayName\":\"" + name + "\"}");
        INGRESS.owner().sql("""
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select :organisation, :id::uuid, a.id, now() from directory.account a
                where a.organisation_id = :organisation limit :members
                """).param("organisation", tenant.organisation()).param("id", id).param("members", members).update();
        return id;
    }

    private static <T> List<T> atOnce(int number, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                all.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (var one : all) {
                results.add(one.get(180, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    @Test
    void r15_aPageOfUsersOf250kBEachIsWhole() throws Exception {
        // What compresses well and what does not at all.
        users(200, """
                jsonb_build_object('title', case when n % 2 = 0 then repeat('x', 250000) else
                    (select string_agg(md5(n::text || i), '') from generate_series(1, 7800) i) end)""");
        for (var seen : atOnce(2, () -> get("/Users?count=200"))) {
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.resources()).isEqualTo(200);
            assertThat(seen.itemsPerPage()).isEqualTo(200);
            assertThat(seen.totalResults()).isEqualTo(200);
        }
        assertThat(small.isAlive()).as(small.log()).isTrue();
    }

    @Test
    void r15_manyPagesOfUsersWithThousandsOfValuesAtOnce() throws Exception {
        users(60, """
                (select jsonb_object_agg(name, (select jsonb_agg(jsonb_build_object('value', to_hex(i)))
                    from generate_series(1, 1000) i))
                from unnest(array['phoneNumbers','ims','photos','entitlements','roles','x509Certificates']) name)""");
        var seen = atOnce(12, () -> {
            var answer = small.get(tenant.token(), "/Users?count=60");
            return Seen.of(answer.statusCode(), answer.body());
        });
        assertThat(small.isAlive()).as(small.log()).isTrue();
        assertThat(seen).filteredOn(one -> one.status() == 200).isNotEmpty()
                .allSatisfy(one -> assertThat(one.resources()).isEqualTo(60));
        assertThat(seen).filteredOn(one -> one.status() != 200)
                .allSatisfy(one -> assertThat(one.status()).isEqualTo(503));
        assertThat(get("/Users?count=60").members()).isGreaterThanOrEqualTo(360_000);
    }

    @Test
    void r15_groupsOfAHundredThousandMembersAreListedWholeAndReadWhole() throws Exception {
        users(MEMBERS, "'{}'::jsonb");
        var id = group("One", MEMBERS);
        group("Two", 10);
        group("Three", MEMBERS);
        for (var seen : atOnce(2, () -> get("/Groups?count=1000"))) {
            assertThat(seen.resources()).isGreaterThanOrEqualTo(3);
            assertThat(seen.members()).isEqualTo(2 * MEMBERS + 10);
            assertThat(seen.itemsPerPage()).isEqualTo(3);
        }
        assertThat(get("/Groups/" + id).members()).isEqualTo(MEMBERS);
        assertThat(get("/?count=1000&filter=displayName%20pr").members()).isEqualTo(2 * MEMBERS + 10);
        assertThat(small.isAlive()).as(small.log()).isTrue();
    }

    @Test
    void r13_aUserInThousandsOfGroupsShowsThemAll() throws Exception {
        users(3, "'{}'::jsonb");
        INGRESS.owner().sql("""
                with made as (
                    insert into directory.scim_group (organisation_id, display_name, created_at, last_modified_at)
                    select :organisation, 'g' || n, now(), now() from generate_series(1, 45000) n returning id)
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select :organisation, made.id, a.id, now() from made, directory.account a
                where a.organisation_id = :organisation and a.user_name = 'u2@example.com'
                """).param("organisation", tenant.organisation()).update();
        var seen = get("/Users");
        assertThat(seen.members()).as("and one e-mail each").isEqualTo(45_000 + 3);
        assertThat(get("/Users?excludedAttributes=groups").members()).isEqualTo(3);
    }

    /** A client that takes a short answer for the whole of it would remove everybody who is missing. */
    @Test
    void r15_anAnswerThatFailsOnItsWayIsCut() throws Exception {
        users(MEMBERS, "'{}'::jsonb");
        group("G", MEMBERS);
        // Not before: a connection that says nothing for 10 s is closed.
        try (var http = new RawHttp(INGRESS.port())) {
            http.send("GET /api/auth/scim/v2/Groups HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                    .formatted(tenant.token()).getBytes(StandardCharsets.US_ASCII));
            Eventually.within(Duration.ofSeconds(60), () -> assertThat(http.isAnswered()).isTrue());
            INGRESS.owner().sql("alter table directory.group_member rename to gone").update();
            try {
                assertThatThrownBy(() -> http.answer("GET")).isInstanceOf(IOException.class);
            } finally {
                INGRESS.owner().sql("alter table directory.gone rename to group_member").update();
            }
        }
    }
}
