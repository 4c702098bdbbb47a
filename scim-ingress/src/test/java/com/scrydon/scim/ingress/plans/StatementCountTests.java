package com.scrydon.scim.ingress.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.StatementRecorder;
import com.scrydon.scim.ingress.harness.StatementRecorder.Executed;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How many statements a request may execute, and that the size of a group has no say in what a change of it costs. */
class StatementCountTests {

    private final Tenant tenant = RunningIngress.INSTANCE.tenant();

    /** A request and the number of statements that it may execute, begin and commit aside. */
    private record Allowance(String request, int statements, Supplier<Answer> call) {}

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String user(int number) {
        return tenant.create("/Users", """
                {"userName":"s%d-%s@example.com","name":{"givenName":"Ana"}}""".formatted(number, unique));
    }

    private String group(String name, List<String> members) {
        return tenant.create("/Groups", "{\"displayName\":\"%s %s\",\"members\":%s}".formatted(name, unique,
                members.stream().map(id -> "{\"value\":\"" + id + "\"}").toList()));
    }

    private Answer patch(String path, String operation) {
        return tenant.scim("PATCH", path, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}"""
                .formatted(operation));
    }

    @Test
    void r22_hotRequestsExecuteFewStatements() {
        var users = IntStream.range(0, 110).mapToObj(this::user).toList();
        var parent = group("Parent", List.of(group("Child", users)));
        var group = group("Hot", users.subList(0, 50));
        IntStream.range(0, 20).forEach(i -> group("G" + i, users.subList(i, i + 10)));
        var a = "/Users/" + users.get(0);
        var same = tenant.scim("GET", a, "").raw().body();
        var changed = same.replace("\"Ana\"", "\"Ann\"");
        // A page of whatever size takes two and one more for what is derived.
        var table = List.of(
                new Allowance("GET /Users?filter=userName eq, nobody", 1,
                        () -> tenant.filtered("/Users", "userName eq \"nobody@example.com\"")),
                new Allowance("GET /Users?filter=userName eq, somebody", 3, () -> tenant.scim("GET",
                        "/Users?filter=userName%20eq%20%22s3-" + unique + "@example.com%22&startIndex=1&count=100",
                        "")),
                new Allowance("GET /Users/{id}", 2, () -> tenant.scim("GET", a, "")),
                new Allowance("GET /Users, 100 with groups", 3,
                        () -> tenant.scim("GET", "/Users?startIndex=1&count=100", "")),
                new Allowance("POST /Users", 6, () -> tenant.scim("POST", "/Users",
                        "{\"userName\":\"new-" + unique + "@example.com\",\"externalId\":\"x-" + unique + "\"}")),
                new Allowance("PUT /Users/{id}, nothing new", 3, () -> tenant.scim("PUT", a, same)),
                new Allowance("PUT /Users/{id}, another name", 6, () -> tenant.scim("PUT", a, changed)),
                new Allowance("PATCH /Users/{id}, active", 6,
                        () -> patch(a, "{\"op\":\"replace\",\"value\":{\"active\":false}}")),
                new Allowance("GET /Groups/{id}", 2, () -> tenant.scim("GET", "/Groups/" + group, "")),
                new Allowance("GET /Groups, 20 with members", 3,
                        () -> tenant.scim("GET", "/Groups?startIndex=1&count=20", "")),
                new Allowance("GET /Groups without members", 2,
                        () -> tenant.scim("GET", "/Groups?excludedAttributes=members", "")),
                new Allowance("PATCH /Groups/{id}, one member more", 7, () -> patch("/Groups/" + group,
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + users.get(80) + "\"}]}")),
                new Allowance("PATCH /Groups/{id}, one member less", 8, () -> patch("/Groups/" + group,
                        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + users.get(80) + "\\\"]\"}")),
                new Allowance("DELETE /Users/{id}, in 3 groups", 11,
                        () -> tenant.scim("DELETE", "/Users/" + users.get(1), "")),
                new Allowance("DELETE /Groups/{id}, in another", 18,
                        () -> tenant.scim("DELETE", "/Groups/" + parent, "")));
        var over = new ArrayList<String>();
        for (var allowance : table) {
            var statements = StatementRecorder.during(() -> {
                var answer = allowance.call.get();
                assertThat(answer.status()).as(allowance.request + answer.raw().body()).isBetween(200, 204);
                return answer;
            });
            System.out.printf("%-40s %2d of %2d statements%n", allowance.request, statements.size(),
                    allowance.statements);
            if (statements.size() > allowance.statements || statements.isEmpty()) {
                over.add(allowance.request + ":\n" + statements.stream().map(Executed::sql)
                        .map(sql -> sql.strip().replaceAll("\\s+", " ")).collect(Collectors.joining("\n")));
            }
        }
        assertThat(over).isEmpty();
    }

    @Test
    void r22_oneMemberOfTenThousandCostsWhatOneOfTenCosts() {
        var few = bigGroup(10);
        var many = bigGroup(10_000);
        var member = user(9_000);
        for (var table : List.of("account", "scim_group", "group_member")) {
            tenant.ingress().owner().sql("vacuum analyze directory." + table).update();
        }
        for (var operation : List.of(
                "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}",
                "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + member + "\\\"]\"}",
                "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}",
                "{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}")) {
            var small = StatementRecorder.explainedDuring(() -> patch("/Groups/" + few, operation));
            var large = StatementRecorder.explainedDuring(() -> patch("/Groups/" + many, operation));
            System.out.printf("one member: %d rows, %d pages of 10; %d rows, %d pages of 10,000%n", rows(small),
                    pages(small), rows(large), pages(large));
            assertThat(large.stream().map(Executed::sql)).isEqualTo(small.stream().map(Executed::sql).toList());
            assertThat(rows(large)).as(operation).isPositive().isLessThanOrEqualTo(rows(small) + 2);
            // Trees of indexes are a level or two deeper.
            assertThat(pages(large)).as(operation).isPositive().isLessThanOrEqualTo(pages(small) + 20);
        }
    }

    private String bigGroup(int size) {
        var id = group("Size " + size, List.of());
        tenant.ingress().owner().sql("""
                with made as (
                    insert into directory.account
                        (organisation_id, kind, email, user_name, linked, created_at, last_modified_at)
                    select :organisation, 'person', m, m, true, now(), now()
                    from (select 'm' || n || '-' || :size || '@example.com' as m from generate_series(1, :size) n) names
                    returning id)
                insert into directory.group_member (organisation_id, group_id, account_id, added_at)
                select :organisation, :id::uuid, made.id, now() from made
                """).param("organisation", tenant.organisation()).param("size", size).param("id", id).update();
        return id;
    }

    private static long rows(List<Executed> statements) {
        return nodes(statements).mapToLong(node -> (long) (node.path("Actual Loops").asLong(0)
                * (node.path("Actual Rows").asDouble(0) + node.path("Rows Removed by Filter").asDouble(0)
                        + node.path("Rows Removed by Join Filter").asDouble(0))))
                .sum();
    }

    private static long pages(List<Executed> statements) {
        return statements.stream().mapToLong(statement -> statement.plan().path("Shared Hit Blocks").asLong(0)
                + statement.plan().path("Shared Read Blocks").asLong(0)).sum();
    }

    private static Stream<JsonNode> nodes(List<Executed> statements) {
        return statements.stream().map(Executed::plan).flatMap(StatementCountTests::nodes);
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(Stream.of(plan), plan.path("Plans").valueStream().flatMap(StatementCountTests::nodes));
    }
}
