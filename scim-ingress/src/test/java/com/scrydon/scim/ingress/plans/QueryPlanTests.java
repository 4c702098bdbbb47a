package com.scrydon.scim.ingress.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.StatementRecorder;
import com.scrydon.scim.ingress.harness.StatementRecorder.Executed;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.TestPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The statements of hot requests, caught on the running ingress, planned on a directory of 200,000 users and 20,000
 * groups: with their values, as a prepared statement is planned at first, and for any values, as it may be planned from
 * its sixth execution on (pgjdbc prepares on the server from the fifth).
 */
class QueryPlanTests {

    private static final int USERS = 200_000;
    private static final int GROUPS = 20_000;
    private static final Set<String> LARGE = Set.of("account", "scim_group", "group_member");

    /** An id that both databases can have: of the same number, the same. */
    private static final String USER = id("a", 4_711);
    private static final String GROUP = id("b", 471);

    private static final Tenant TENANT = RunningIngress.INSTANCE.tenant();
    private static final TestPostgres.Database LARGE_DATABASE = TestPostgres.database();

    /** A hot request and how many pages of the database, 8 KiB each, its statements may touch all in all. */
    private record Hot(String request, int pages) {}

    private static String id(String kind, int number) {
        return "0%s000000-0000-7000-8000-%012x".formatted(kind, number);
    }

    private static Hot users(String filter) {
        return new Hot("/Users?startIndex=1&count=100&filter=" + encoded(filter),
                filter.startsWith("groups") ? 700 : 100);
    }

    private static Hot groups(String filter) {
        return new Hot("/Groups?startIndex=1&count=100&excludedAttributes=members&filter=" + encoded(filter), 100);
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static final List<Hot> HOT = List.of(users("userName eq \"User4711@example.com\""),
            users("externalId eq \"ext-4711\""), users("id eq \"" + USER + "\""),
            users("meta.location eq \"http://127.0.0.1:8080/api/auth/scim/v2/Users/" + USER + "\""),
            users("emails eq \"user4711@example.com\""), users("emails.value eq \"USER4711@example.com\""),
            users("emails[type eq \"work\"].value eq \"user4711@example.com\""),
            users("emails[type eq \"home\" and value eq \"home4710@example.com\"]"),
            users("emails.value eq \"home4710@example.com\""), users("groups.value eq \"" + GROUP + "\""),
            users("groups[value eq \"" + GROUP + "\" and type eq \"direct\"]"),
            users("userName eq \"user4711@example.com\" and active eq true"),
            users("emails[type eq \"work\"].value eq \"user4711@example.com\" and externalId eq \"ext-4711\""),
            users("userName eq \"user4711@example.com\" or emails.value eq \"home4710@example.com\""),
            users("userName eq \"user4711@example.com\" or externalId eq \"ext-4711\""),
            groups("displayName eq \"group 471\""), groups("externalId eq \"g-471\""),
            groups("id eq \"" + GROUP + "\""),
            groups("members.value eq \"" + USER + "\""), groups("members eq \"" + USER + "\""),
            groups("members[value eq \"" + USER + "\" and type eq \"User\"]"),
            groups("id eq \"" + GROUP + "\" and members.value eq \"" + USER + "\""),
            groups("displayName eq \"group 471\" and members[value eq \"" + USER + "\"]"));

    /** A walk counts what there is by an index alone, and reads up to its page. */
    private static final List<Hot> WALKS = List.of(new Hot("/Users?startIndex=1&count=100", 2_500),
            new Hot("/Users?startIndex=1001&count=100&attributes=userName", 2_500),
            new Hot("/Groups?startIndex=1&count=100&excludedAttributes=members", 600),
            new Hot("/Groups?startIndex=5001&count=20", 600));

    @Test
    void r15_r23_hotQueriesUseIndexesAtTwoHundredThousandUsers() throws SQLException {
        fill();
        // The page is read only where something is found: the small directory needs the same rows.
        seedSmall();
        var complaints = new ArrayList<String>();
        // Explaining for any values needs the simple protocol.
        try (var connection = LARGE_DATABASE.dataSource("scim_ingress").getConnection();
                var simple = DriverManager.getConnection(LARGE_DATABASE.url() + "?preferQueryMode=simple",
                        "scim_ingress", "scim_ingress")) {
            for (var hot : Stream.concat(HOT.stream(), WALKS.stream()).toList()) {
                examine(connection, simple, hot, complaints);
            }
            withoutAnIndexItComplains(connection, simple);
        }
        assertThat(complaints).isEmpty();
    }

    private static void withoutAnIndexItComplains(Connection connection, Connection simple) throws SQLException {
        JdbcClient.create(LARGE_DATABASE.owner()).sql("drop index directory.account_several_emails").update();
        var complaints = new ArrayList<String>();
        examine(connection, simple, users("emails.value eq \"home4710@example.com\""), complaints);
        assertThat(complaints).as("the same without the index").isNotEmpty();
    }

    private static void examine(Connection connection, Connection simple, Hot hot, List<String> complaints)
            throws SQLException {
        var statements = StatementRecorder.during(() -> {
            var answer = TENANT.scim("GET", hot.request, "");
            assertThat(answer.status()).as(hot.request + answer.raw().body()).isEqualTo(200);
            assertThat(answer.body().path("totalResults").asInt()).as(hot.request).isPositive();
            return answer;
        });
        long pages = 0;
        for (var statement : statements) {
            var plan = statement.explain(connection, "analyze, buffers");
            pages += plan.path("Shared Hit Blocks").asLong(0) + plan.path("Shared Read Blocks").asLong(0);
            complain("with values", hot, statement, plan, complaints);
            complain("for any values", hot, statement, statement.explainGeneric(simple), complaints);
        }
        System.out.printf("%5d of %5d pages: %s%n", pages, hot.pages, hot.request);
        if (pages > hot.pages) {
            complaints.add(pages + " pages: " + hot.request);
        }
    }

    private static void complain(String how, Hot hot, Executed statement, JsonNode plan, List<String> complaints) {
        var scanned = nodes(plan).filter(node -> node.path("Node Type").asString("").equals("Seq Scan"))
                .map(node -> node.path("Relation Name").asString("")).filter(LARGE::contains).toList();
        if (!scanned.isEmpty()) {
            complaints.add("%s, %s: reads all of %s%n%s%n%s".formatted(hot.request, how, scanned, statement.sql(),
                    plan.toPrettyString()));
        }
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(Stream.of(plan), plan.path("Plans").valueStream().flatMap(QueryPlanTests::nodes));
    }

    private static void seedSmall() {
        insert(RunningIngress.INSTANCE.owner(), TENANT.organisation(), 4_700, 4_720, 471, 471);
    }

    private static void fill() {
        var owner = JdbcClient.create(LARGE_DATABASE.owner());
        var others = UUID.randomUUID();
        for (var organisation : List.of(TENANT.organisation(), others)) {
            owner.sql(
                    "insert into directory.organisation (id, slug, name) values (:id, 'o' || left(:id::text, 8), 'O')")
                    .param("id", organisation).update();
        }
        // Without the checks of foreign keys, which take most of the time.
        owner.sql("alter table directory.account disable trigger all").update();
        owner.sql("alter table directory.group_member disable trigger all").update();
        insert(owner, TENANT.organisation(), 1, USERS, 1, GROUPS);
        // Other organisations have groups, too: to read all of them would be no way to find one's own.
        insert(owner, others, 1, 0, GROUPS + 1, 4 * GROUPS);
        for (var table : List.of("account", "scim_group", "group_member", "group_nesting", "team")) {
            owner.sql("vacuum analyze directory." + table).update();
        }
    }

    /** Ten members a group; every tenth user has a second e-mail; every tenth group is nested in the one before. */
    private static void insert(JdbcClient owner, UUID organisation, int firstUser, int lastUser, int firstGroup,
            int lastGroup) {
        owner.sql("""
                insert into directory.account (id, organisation_id, kind, email, email_key, user_name, user_name_key, external_id, linked,
                    attributes, created_at, last_modified_at)
                select ('0a000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, :organisation, 'person',
                    'user' || n || '@example.com', 'user' || n || '@example.com', 'User' || n || '@example.com',
                    'user' || n || '@example.com', 'ext-' || n, true,
                    jsonb_build_object('displayName', 'User ' || n, 'title', 'Title ' || n % 50,
                        'name', jsonb_build_object('givenName', 'G' || n % 1000, 'familyName', 'F' || n % 7000),
                        'emails', jsonb_build_array(jsonb_build_object('value', 'user' || n || '@example.com',
                            'type', 'work', 'primary', true)) || case when n % 10 = 0 then jsonb_build_array(
                                jsonb_build_object('value', 'Home' || n || '@example.com', 'type', 'home'))
                            else '[]' end),
                    timestamptz '2026-01-01' + n * interval '1 second', now()
                from generate_series(:first, :last) n
                """).param("organisation", organisation).param("first", firstUser).param("last", lastUser).update();
        owner.sql("""
                insert into directory.scim_group
                    (id, organisation_id, display_name, external_id, created_at, last_modified_at)
                select ('0b000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, :organisation, 'Group ' || n,
                    'g-' || n, timestamptz '2026-01-01' + n * interval '1 second', now()
                from generate_series(:first, :last) n
                """).param("organisation", organisation).param("first", firstGroup).param("last", lastGroup).update();
        if (lastUser >= firstUser) {
            insertMembers(owner, organisation);
        }
    }

    private static void insertMembers(JdbcClient owner, UUID organisation) {
        owner.sql("""
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select :organisation, g.id, a.id, now()
                from directory.scim_group g cross join generate_series(0, 9) m
                join directory.account a on a.id = ('0a000000-0000-7000-8000-' || lpad(to_hex(
                    case when g.external_id = 'g-471' then 4711 + m
                        else 1 + (('x' || right(g.id::text, 8))::bit(32)::int * 10 + m) % 199999 end), 12, '0'))::uuid
                where g.organisation_id = :organisation
                """).param("organisation", organisation).update();
        owner.sql("""
                insert into directory.group_nesting (organisation_id, parent_id, child_id, added_at)
                select :organisation, p.id, c.id, now()
                from directory.scim_group c join directory.scim_group p on p.id = ('0b000000-0000-7000-8000-' ||
                    lpad(to_hex(('x' || right(c.id::text, 8))::bit(32)::int - 1), 12, '0'))::uuid
                where c.organisation_id = :organisation and ('x' || right(c.id::text, 8))::bit(32)::int % 10 = 0
                """).param("organisation", organisation).update();
    }
}
