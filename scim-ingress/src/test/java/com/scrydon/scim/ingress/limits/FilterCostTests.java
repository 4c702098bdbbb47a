package com.scrydon.scim.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.StatementRecorder;
import com.scrydon.scim.ingress.harness.StatementRecorder.Executed;
import com.scrydon.scim.ingress.harness.Tenant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the dearest filters cost Postgres, counted in pages, in an organisation of 4,000 users and 10 groups of all of them. */
class FilterCostTests {

    private static final int USERS = 4_000;
    private static final int GROUPS = 10;
    private static final Tenant TENANT = RunningIngress.INSTANCE.tenant();

    @BeforeAll
    static void fill() {
        var owner = TENANT.ingress().owner();
        owner.sql("""
                with people as (
                    insert into directory.account
                        (organisation_id, kind, email, user_name, linked, created_at, last_modified_at)
                    select :organisation, 'person', 'c' || n || '@example.com', 'c' || n || '@example.com', true, now(),
                        now() from generate_series(1, :users) n returning id),
                teams as (
                    insert into directory.scim_group (organisation_id, display_name, created_at, last_modified_at)
                    select :organisation, 'Cost ' || n, now(), now() from generate_series(1, :groups) n returning id)
                select count(*) from people, teams
                """).param("organisation", TENANT.organisation()).param("users", USERS).param("groups", GROUPS)
                .query(Long.class).single();
        owner.sql("""
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select g.organisation_id, g.id, a.id, now() from directory.scim_group g
                join directory.account a on a.organisation_id = g.organisation_id
                where g.organisation_id = :organisation
                """).param("organisation", TENANT.organisation()).update();
        for (var table : List.of("account", "scim_group", "group_member", "group_nesting")) {
            owner.sql("vacuum analyze directory." + table).update();
        }
    }

    private static List<Executed> search(String path, String filter) {
        return StatementRecorder.explainedDuring(() -> {
            var answer = TENANT.scim("POST", path + "/.search",
                    "{\"count\":1,\"attributes\":[\"id\"],\"filter\":\"" + filter.replace("\"", "\\\"") + "\"}");
            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
            return answer;
        });
    }

    private static String repeated(int times, String comparison) {
        return IntStream.range(0, times).mapToObj(comparison::formatted).collect(Collectors.joining(" or "));
    }

    private static long pages(List<Executed> statements) {
        return statements.stream().mapToLong(statement -> statement.plan().path("Shared Hit Blocks").asLong(0)
                + statement.plan().path("Shared Read Blocks").asLong(0)).sum();
    }

    /** Rows that nodes have looked at. */
    private static double rows(JsonNode node) {
        double own = node.path("Actual Loops").asDouble(0) * (node.path("Actual Rows").asDouble(0)
                + node.path("Rows Removed by Filter").asDouble(0)
                + node.path("Rows Removed by Join Filter").asDouble(0));
        return own + node.path("Plans").valueStream().mapToDouble(FilterCostTests::rows).sum();
    }

    /** Each comparison read the groups of each user: 20 took 20 s. */
    @Test
    void h1_twentyComparisonsOfGroupsReadTheGroupsFirstAndOnce() {
        for (var filter : List.of("groups.display co \"z%d\"", "groups.display eq \"z%d\"",
                "groups[display co \"z%d\" and value pr]", "groups.$ref ew \"z%d\"")) {
            var statements = search("/Users", repeated(filter.contains("[") ? 10 : 20, filter));
            double rows = statements.stream().mapToDouble(statement -> rows(statement.plan())).sum();
            System.out.printf("many x %-40s %6d pages, %8.0f rows%n", filter, pages(statements), rows);
            assertThat(pages(statements)).as(filter).isPositive().isLessThan(4_000);
            assertThat(rows).as(filter).isLessThan(40_000);
        }
    }

    /** Where they match, the members of the groups are read once for each comparison. */
    @Test
    void h1_whoMatchesIsReadOncePerComparison() {
        var statements = search("/Users", repeated(20, "groups.display co \"cost %d\""));
        double rows = statements.stream().mapToDouble(statement -> rows(statement.plan())).sum();
        System.out.printf("20 that match: %d pages, %.0f rows%n", pages(statements), rows);
        assertThat(rows).isLessThan(20.0 * GROUPS * USERS * 10);
        var typed = search("/Users", "groups[type eq \"indirect\" and display sw \"Cost\"]");
        assertThat(pages(typed)).isLessThan(4_000);
    }

    @Test
    void h1_groupsAreFoundFromTheirMembersOnce() {
        for (var filter : List.of("members.display co \"z%d\"", "members.value sw \"z%d\"")) {
            var statements = search("/Groups", repeated(20, filter));
            System.out.printf("20 x %-40s %6d pages%n", filter, pages(statements));
            assertThat(pages(statements)).as(filter).isPositive().isLessThan(20 * 1_000);
        }
        var one = UUID.randomUUID();
        assertThat(pages(search("/Groups", "members[value eq \"" + one + "\" and type eq \"User\"]"))).isLessThan(200);
    }

    @Test
    void h1_filtersAreWeighed() {
        for (var path : List.of("/Users", "/Groups", "")) {
            var derived = path.equals("/Groups") ? "members.display co \"%d\"" : "groups.display co \"%d\"";
            assertThat(refusal(path, repeated(21, derived))).contains("counts as 5");
            assertThat(refusal(path, repeated(19, derived) + " or " + repeated(6, "displayName eq \"%d\"")))
                    .contains("counts as 5");
        }
        assertThat(refusal("/Users", "groups[" + repeated(21, "display co \"%d\"") + "]")).contains("counts as 5");
        search("/Users", repeated(19, "groups.display co \"%d\"") + " or " + repeated(5, "title eq \"%d\""));
        search("/Users", repeated(100, "displayName co \"%d\""));
    }

    private static String refusal(String path, String filter) {
        var answer = TENANT.scim("POST", path + "/.search", "{\"filter\":\"" + filter.replace("\"", "\\\"") + "\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        return answer.text("detail");
    }
}
