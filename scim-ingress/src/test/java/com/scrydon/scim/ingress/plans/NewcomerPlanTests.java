package com.scrydon.scim.ingress.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.StatementRecorder;
import com.scrydon.scim.ingress.harness.StatementRecorder.Executed;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.http.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The statements of hot requests for an organisation that the statistics do not know, beside a large one that they know:
 * executed as production does, prepared and on the settings of its pool. Judged by the pages of 8 KiB that they touch.
 */
@Tag("slow")
@Tag("R15")
class NewcomerPlanTests {

    private static final int USERS = 20_000;
    private static final int GROUPS = 2_000;
    private static final int LARGE = 60_000;
    /** A request touches a few pages of each of a few indexes; all of a newcomer are 20,000 rows and more than 1,000 pages. */
    private static final long PAGES = 150;
    private static final List<String> TABLES = List.of("account", "scim_group", "group_member", "group_nesting",
            "team");

    private static final Tenant TENANT = RunningIngress.INSTANCE.tenant();
    private static final Map<String, List<Executed>> HOT = hot();

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    /** Every hot request by what it is; executed on the running ingress, which knows user and group 4711. */
    private static Map<String, List<Executed>> hot() {
        insert(RunningIngress.INSTANCE.owner(), TENANT.organisation(), "n", 4_711, 4_715);
        var user = "/Users/" + id("a", "n", 4_711);
        var group = "/Groups/" + id("b", "n", 4_711);
        var requests = new LinkedHashMap<String, Supplier<Answer>>();
        requests.put("POST /Users", () -> TENANT.scim("POST", "/Users", """
                {"userName":"new-%1$s@example.com","externalId":"x-%1$s"}""".formatted(UUID.randomUUID())));
        requests.put("POST /Users taken", () -> TENANT.scim("POST", "/Users", """
                {"userName":"user4711@example.com","externalId":"ext-4711"}"""));
        for (var filter : List.of("userName eq \"user4711@example.com\"", "externalId eq \"ext-4711\"",
                "emails.value eq \"user4711@example.com\"", "id eq \"" + id("a", "n", 4_711) + "\"")) {
            requests.put("GET /Users " + filter, () -> TENANT.scim("GET",
                    "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), ""));
        }
        for (var filter : List.of("displayName eq \"group 4711\"", "externalId eq \"g-4711\"")) {
            requests.put("GET /Groups " + filter, () -> TENANT.scim("GET",
                    "/Groups?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), ""));
        }
        requests.put("GET /Users/{id}", () -> TENANT.scim("GET", user, ""));
        requests.put("GET /Groups/{id}", () -> TENANT.scim("GET", group, ""));
        requests.put("PATCH /Users/{id}", () -> TENANT.scim("PATCH", user, patch(
                "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" + UUID.randomUUID() + "\"}")));
        requests.put("PATCH /Groups/{id}", () -> TENANT.scim("PATCH", group, patch(
                "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + id("a", "n", 4_712) + "\"}]}")));
        requests.put("DELETE /Users/{id}", () -> TENANT.scim("DELETE", "/Users/" + id("a", "n", 4_715), ""));
        requests.put("DELETE /Groups/{id}", () -> TENANT.scim("DELETE", "/Groups/" + id("b", "n", 4_714), ""));
        requests.put("POST /Groups", () -> TENANT.scim("POST", "/Groups",
                "{\"displayName\":\"" + UUID.randomUUID() + "\"}"));
        requests.put("PUT /Users/{id}", () -> TENANT.scim("PUT", user, """
                {"userName":"user4711@example.com","externalId":"ext-4711","title":"%s"}"""
                .formatted(UUID.randomUUID())));
        requests.put("PUT /Groups/{id}", () -> TENANT.scim("PUT", group, """
                {"displayName":"%s","members":[{"value":"%s"}]}""".formatted(UUID.randomUUID(), id("a", "n", 4_713))));
        for (var type : List.of("/Users", "/Groups")) {
            requests.put("POST " + type + "/.search", () -> TENANT.scim("POST", type + "/.search", """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"externalId eq \\"ext-4711\\""}
                    """));
        }
        assertThat(endpoints()).allSatisfy(endpoint -> assertThat(requests.keySet())
                .anyMatch(name -> name.equals(endpoint) || name.startsWith(endpoint + " ")));
        // The first user and Group make the rows in which the organisation's are counted.
        TENANT.create("/Users", "{\"userName\":\"first-" + UUID.randomUUID() + "@example.com\"}");
        TENANT.create("/Groups", "{\"displayName\":\"first-" + UUID.randomUUID() + "\"}");
        var executed = new LinkedHashMap<String, List<Executed>>();
        requests.forEach((name, request) -> executed.put(name, StatementRecorder.during(() -> {
            var answer = request.get();
            assertThat(answer.status()).as(name + answer.raw().body()).isIn(200, 201, 204, 409);
            return answer;
        })));
        return executed;
    }

    /** Method and path of all that there is for Users and Groups: whatever is new needs a request here. */
    private static List<String> endpoints() {
        return RunningIngress.INSTANCE.endpoints().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.matches(".*/v2/(Users|Groups).*"))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path.substring(path.indexOf("/v2/") + 3))))
                .sorted().toList();
    }

    private static String patch(String operation) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operation + "]}";
    }

    @Test
    void r15_anOrganisationThatTheStatisticsDoNotKnowCostsNoMoreThanAnother() throws Exception {
        organisations();
        insert(owner, other(), "l", 1, LARGE);
        analyze();
        insert(owner, TENANT.organisation(), "n", 1, USERS);
        try (var session = session()) {
            var complaints = new ArrayList<String>();
            for (var request : HOT.entrySet()) {
                for (var statement : request.getValue()) {
                    judge(request.getKey(), statement, statement.explainPrepared(session), complaints);
                }
            }
            assertThat(complaints).isEmpty();
        }
    }

    private static void judge(String request, Executed statement, JsonNode plan, List<String> complaints) {
        long pages = plan.path("Shared Hit Blocks").asLong(0) + plan.path("Shared Read Blocks").asLong(0);
        if (pages > PAGES) {
            complaints.add("%s: %d pages%n%s%n%s".formatted(request, pages, statement.sql(), plan.toPrettyString()));
        }
    }

    /** As one of the pool, but of the simple protocol, in which a test can say {@code execute}. */
    private Connection session() throws SQLException, IOException {
        var session = DriverManager.getConnection(database.url() + "?preferQueryMode=simple", "scim_ingress",
                "scim_ingress");
        var settings = new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yaml"))
                .getFirst()
                .getProperty("store.session");
        try (var statement = session.createStatement()) {
            statement.execute(String.valueOf(settings));
        }
        return session;
    }

    private static UUID other() {
        return new UUID(5, 5);
    }

    private void organisations() {
        for (var organisation : List.of(TENANT.organisation(), other())) {
            owner.sql("""
                    insert into directory.organisation (id, slug, name) values (:id, 'o' || left(:id::text, 8), 'O')
                    """).param("id", organisation).update();
        }
        for (var table : TABLES) {
            owner.sql("alter table directory." + table + " set (autovacuum_enabled = off)").update();
            // Without the checks of foreign keys: the statements of the running ingress name rows that are not there yet.
            owner.sql("alter table directory." + table + " disable trigger all").update();
        }
    }

    private void analyze() {
        for (var table : TABLES) {
            owner.sql("vacuum analyze directory." + table).update();
        }
    }

    private static String id(String kind, String organisation, int number) {
        return "0%s00000%s-0000-7000-8000-%012x".formatted(kind, organisation.equals("n") ? 1 : 2, number);
    }

    /** The first users have a Group of their number, whose only member they are. */
    private static void insert(JdbcClient owner, UUID organisation, String which, int first, int last) {
        int lastGroup = Math.min(last, Math.max(first, 4_700) + GROUPS);
        owner.sql("""
                insert into directory.account (id, organisation_id, kind, email, email_key, user_name, user_name_key,
                    external_id, linked, attributes, created_at, last_modified_at)
                select (left(:pattern, 24) || lpad(to_hex(n), 12, '0'))::uuid, :organisation, 'person',
                    'user' || n || '@example.com', 'user' || n || '@example.com', 'User' || n || '@example.com',
                    'user' || n || '@example.com', 'ext-' || n, true,
                    jsonb_build_object('displayName', 'User ' || n), timestamptz '2026-01-01' + n * interval '1 s', now()
                from generate_series(:first, :last) n on conflict do nothing
                """).param("pattern", id("a", which, 0)).param("organisation", organisation).param("first", first)
                .param("last", last).update();
        owner.sql("""
                insert into directory.scim_group (id, organisation_id, display_name, external_id, created_at,
                    last_modified_at)
                select (left(:pattern, 24) || lpad(to_hex(n), 12, '0'))::uuid, :organisation, 'Group ' || n, 'g-' || n,
                    timestamptz '2026-01-01' + n * interval '1 s', now()
                from generate_series(:first, :last) n on conflict do nothing
                """).param("pattern", id("b", which, 0)).param("organisation", organisation)
                .param("first", first).param("last", lastGroup).update();
        owner.sql("""
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select :organisation, (left(:groups, 24) || lpad(to_hex(n), 12, '0'))::uuid,
                    (left(:users, 24) || lpad(to_hex(n), 12, '0'))::uuid, now()
                from generate_series(:first, :last) n on conflict do nothing
                """).param("groups", id("b", which, 0)).param("users", id("a", which, 0))
                .param("organisation", organisation).param("first", first).param("last", lastGroup).update();
    }
}
