package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.StatementRecorder;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other services have complained of, over HTTP: a request that can be understood is (R24b; docs/decisions/030-client-dialects.md). */
@Tag("R24b")
class LenientReadingTests {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final Tenant TENANT = RunningIngress.INSTANCE.tenant();

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String user(String name, String more) {
        return TENANT.create("/Users", "{\"userName\":\"%s-%s@example.com\"%s}".formatted(name, unique, more));
    }

    private static Answer patch(String path, String... operations) {
        return TENANT.scim("PATCH", path, "{\"Operations\":[" + String.join(",", operations) + "]}");
    }

    private static Answer got(String path) {
        return TENANT.scim("GET", path, "");
    }

    private static long found(String filter) {
        var answer = TENANT.filtered("/Users", filter);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return Tenant.ids(answer).count();
    }

    /** Husks of elements, which templates leave behind. */
    @Test
    void r24b_elementsWithoutAValueAreNone() {
        var id = user("husk", """
                ,"phoneNumbers":[{"value":"","type":"work"},{"value":null,"type":"mobile"}],
                "addresses":[{"type":"work","streetAddress":"","locality":null,"primary":true}]""");
        assertThat(got("/Users/" + id).body().propertyNames()).doesNotContain("phoneNumbers", "addresses");
        assertThat(found("id eq \"" + id + "\" and (phoneNumbers pr or addresses pr)")).isZero();
        assertThat(got("/Users/" + id + "?attributes=emails.display").body().has("emails")).isFalse();
        assertThat(got("/Users/" + id
                + "?excludedAttributes=emails.value,emails.type,emails.primary").body().has("emails")).isFalse();
        var put = TENANT.scim("PUT", "/Users/" + id, """
                {"userName":"husk-%s@example.com","roles":[{"value":" ","type":"x"},{"value":"r"}]}"""
                .formatted(unique));
        assertThat(put.body().path("roles")).hasSize(1);
        assertThat(patch("/Users/" + id, """
                {"op":"Replace","path":"roles[value eq \\"r\\"].value","value":""}""").body().has("roles")).isFalse();
    }

    /** The condition on a single value was no path, and the whole PATCH was lost with it. */
    @ParameterizedTest
    @ValueSource(strings = {ENTERPRISE + ":manager", "manager"})
    void r24b_aManagerIsRemovedByItsValueAndTheDeactivationBesideItHolds(String path) {
        var id = user("managed", ",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\"M\"},\"department\":\"d\"}");
        var remove = "{\"op\":\"Remove\",\"path\":\"" + path + "[value eq \\\"%s\\\"]\"}";
        assertThat(patch("/Users/" + id, remove.formatted("N")).body().path(ENTERPRISE).has("manager")).isTrue();
        var left = patch("/Users/" + id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}",
                remove.formatted("M")).body();
        assertThat(left.path("active").booleanValue()).isFalse();
        assertThat(left.path(ENTERPRISE).propertyNames()).containsExactly("department");
    }

    /** Clients leave the URN out. */
    @Test
    void r24b_extensionAttributesAreFoundByTheirShortNames() {
        var id = user("short", ",\"" + ENTERPRISE
                + "\":{\"manager\":{\"value\":\"M\"},\"employeeNumber\":\"" + unique + "\"}");
        var own = "id eq \"" + id + "\" and ";
        for (var filter : List.of("manager eq \"M\"", "manager.value eq \"M\"", "manager[value eq \"M\"]",
                "employeeNumber eq \"" + unique + "\"", "employeeNumber pr", "manager pr")) {
            assertThat(found(own + filter)).as(filter).isEqualTo(1);
        }
        var other = user("short2", ",\"" + ENTERPRISE + "\":{\"employeeNumber\":\"" + unique + "0\"}");
        assertThat(Tenant.ids(got("/Users?attributes=id&sortBy=employeeNumber&sortOrder=descending&filter="
                + "employeeNumber%20sw%20%22" + unique + "%22"))).containsExactly(other, id);
        var shown = got("/Users/" + id + "?attributes=employeeNumber,manager.value").body();
        assertThat(shown.path(ENTERPRISE).propertyNames()).containsExactlyInAnyOrder("employeeNumber", "manager");
        assertThat(got("/Users/" + id + "?excludedAttributes=manager").body().path(ENTERPRISE).propertyNames())
                .containsExactly("employeeNumber");
        var patched = patch("/Users/" + id, """
                {"op":"Add","path":"manager","value":[{"$ref":"https://x.example/Users/N","value":"N"}]}""",
                "{\"op\":\"add\",\"path\":\"department\",\"value\":\"d\"}").body().path(ENTERPRISE);
        assertThat(patched.path("manager").path("value").asString()).isEqualTo("N");
        assertThat(patched.path("department").asString()).isEqualTo("d");
    }

    /** For each way in. */
    @Test
    void r24b_oneValueInAnArrayOfOneIsThatValueOnEveryWayIn() {
        var body = """
                {"userName":["wrap-%s@example.com"],"active":["True"],"title":[{"$ref":null,"value":"Engineer"}],
                 "name":[{"givenName":["A"]}],"externalId":["x-%s"],"%s":{"manager":[{"value":"MID"}]}}"""
                .formatted(unique, unique, ENTERPRISE);
        var id = TENANT.create("/Users", body);
        for (var user : List.of(got("/Users/" + id), TENANT.scim("PUT", "/Users/" + id, body))) {
            assertThat(user.text("title")).as(user.raw().body()).isEqualTo("Engineer");
            assertThat(user.text("externalId")).isEqualTo("x-" + unique);
            assertThat(user.body().path("name").path("givenName").asString()).isEqualTo("A");
            assertThat(user.body().path(ENTERPRISE).path("manager").path("value").asString()).isEqualTo("MID");
        }
        var group = TENANT.create("/Groups", "{\"displayName\":[\"W " + unique + "\"],\"members\":[{\"value\":[\"" + id
                + "\"]}]}");
        assertThat(patch("/Groups/" + group, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":"
                + "[{\"$ref\":null,\"value\":\"Sales " + unique + "\"}]}").status()).isEqualTo(204);
        assertThat(got("/Groups/" + group).text("displayName")).isEqualTo("Sales " + unique);
        var bulk = TENANT.scim("POST", "/Bulk", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"PATCH",
                 "path":"/Users/%s","data":{"Operations":[{"op":"Replace","path":"active","value":["False"]}]}}]}"""
                .formatted(id));
        assertThat(bulk.raw().body()).contains("\"200\"");
        assertThat(got("/Users/" + id).body().path("active").booleanValue()).isFalse();
        assertThat(patch("/Users/" + id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":[\"a\",\"b\"]}").status())
                .isEqualTo(400);
    }

    /** Who matches at that operation goes, and nobody else. */
    @Test
    void r24b_membersAreRemovedByAnyCondition() {
        var kim = user("kim", ",\"displayName\":\"Kim\"");
        var lee = user("lee", ",\"displayName\":\"Lee\"");
        var child = TENANT.create("/Groups", "{\"displayName\":\"Child " + unique + "\"}");
        var group = TENANT.create("/Groups", "{\"displayName\":\"G " + unique + "\"}");
        var add = "{\"op\":\"add\",\"path\":\"members\",\"value\":[\"" + kim + "\",\"" + lee + "\",\"" + child + "\"]}";
        record Case(String condition, List<String> gone) {

            Case {
                gone = List.copyOf(gone);
            }
        }
        for (var one : List.of(new Case("type eq \"User\" and value eq \"" + kim.toUpperCase(Locale.ROOT) + "\"",
                List.of(kim)), new Case("type eq \"Group\" and value eq \"" + kim + "\"", List.of()),
                new Case("type eq \"Group\"", List.of(child)), new Case("display eq \"kim\"", List.of(kim)),
                new Case("value sw \"" + lee + "\"", List.of(lee)),
                new Case("value sw \"" + lee + "\" and display ne \"Lee\"", List.of()),
                new Case("value sw \"" + lee.substring(0, 4) + "\"", List.of(kim, lee, child)),
                new Case("display co \"e\" and type eq \"User\"", List.of(lee)),
                new Case("not (display eq \"Lee\")", List.of(kim, child)),
                new Case("$ref co \"/Groups/\"", List.of(child)),
                new Case("value eq \"" + kim + "\" or display eq \"Lee\"", List.of(kim, lee)),
                new Case("display pr", List.of(kim, lee, child)))) {
            var remove = "{\"op\":\"remove\",\"path\":\"members[" + one.condition.replace("\"", "\\\"") + "]\"}";
            var left = Stream.of(kim, lee, child).filter(id -> !one.gone.contains(id)).toList();
            // Who is there already, and who comes with the very request.
            patch("/Groups/" + group, "{\"op\":\"remove\",\"path\":\"members\"}", add);
            for (var answer : List.of(patch("/Groups/" + group, remove),
                    patch("/Groups/" + group, "{\"op\":\"remove\",\"path\":\"members\"}", add, remove))) {
                assertThat(answer.status()).as(one.condition + answer.raw().body()).isEqualTo(204);
                assertThat(members(group)).as(one.condition).containsExactlyInAnyOrderElementsOf(left);
            }
            // Whoever is added afterwards stays.
            patch("/Groups/" + group, remove, add);
            assertThat(members(group)).as(one.condition).containsExactlyInAnyOrder(kim, lee, child);
        }
    }

    private static List<String> members(String group) {
        return got("/Groups/" + group).body().path("members").valueStream().map(m -> m.path("value").asString())
                .toList();
    }

    /** The common form, with its type, as often as a request may say it: no statement for each. */
    @Test
    void r22_aThousandConditionsTakeAsManyStatementsAsOne() {
        var ids = IntStream.range(0, 40).mapToObj(i -> user("m" + i, "")).toList();
        var group = TENANT.create("/Groups", "{\"displayName\":\"T %s\",\"members\":%s}".formatted(unique,
                ids.stream().map(id -> "\"" + id + "\"").toList()));
        var removals = IntStream.range(0, 1_000).mapToObj(i -> """
                {"op":"remove","path":"members[type eq \\"User\\" and value eq \\"%s\\"]"}"""
                .formatted(i < 39 ? ids.get(i) : UUID.randomUUID().toString())).toArray(String[]::new);
        var one = StatementRecorder.during(() -> patch("/Groups/" + group, removals[0]));
        var all = StatementRecorder.during(() -> patch("/Groups/" + group, removals));
        assertThat(members(group)).containsExactly(ids.getLast());
        assertThat(all).hasSameSizeAs(one);
    }

    @Test
    void r24b_repeatedListParametersAddUp() {
        var id = user("twice", ",\"title\":\"t\",\"nickName\":\"n\"");
        for (var path : List.of("/Users/" + id + "?", "/Users?filter=id%20eq%20%22" + id + "%22&")) {
            var answer = got(path + "attributes=title&attributes=nickName&count=1&count=2");
            assertThat(answer.raw().body()).contains("\"title\"").contains("\"nickName\"").doesNotContain("emails");
            assertThat(got(path + "excludedAttributes=title&excludedAttributes=nickName").raw().body())
                    .doesNotContain("\"title\"").doesNotContain("\"nickName\"").contains("emails");
        }
        assertThat(got("/Groups?attributes=id&attributes=members").status()).isEqualTo(200);
    }

    /** Blank members are dropped, and an element that is no member is a mistake that must not empty a group. */
    @Test
    void r24b_blankMembersAreNone() {
        var id = user("blank", "");
        var group = TENANT.create("/Groups",
                "{\"displayName\":\"B %s\",\"members\":[\"\",null,{\"value\":\"\"},\"%s\"]}"
                        .formatted(unique, id));
        assertThat(members(group)).containsExactly(id);
        assertThat(patch("/Groups/" + group, "{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"\"}]}")
                .status()).isEqualTo(204);
        assertThat(members(group)).containsExactly(id);
        assertThat(patch("/Groups/" + group, "{\"op\":\"replace\",\"path\":\"members\",\"value\":[{}]}").status())
                .isEqualTo(400);
        assertThat(members(group)).containsExactly(id);
    }
}
