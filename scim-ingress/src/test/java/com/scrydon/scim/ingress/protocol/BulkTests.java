package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bulk requests (RFC 7644 §3.7). */
@Tag("R23")
class BulkTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final String mark = "bulk-" + UUID.randomUUID().toString().substring(0, 8);

    private static Answer bulk(String more, String... operations) {
        return INGRESS.scim("POST", "/Bulk", "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],"
                + more + "\"Operations\":[" + String.join(",", operations) + "]}");
    }

    private static List<JsonNode> results(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("schemas").path(0).asString(""))
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        return answer.body().path("Operations").valueStream().toList();
    }

    private static List<String> statuses(Answer answer) {
        return results(answer).stream().map(result -> {
            assertThat(result.path("status").isString()).isTrue();
            return result.path("status").asString("");
        }).toList();
    }

    private String user(String bulkId, String more) {
        return """
                {"method":"POST","path":"/Users","bulkId":"%s","data":{"userName":"%s-%s@example.com"%s}}"""
                .formatted(bulkId, mark, bulkId, more);
    }

    private String group(String bulkId, String... members) {
        var values = String.join(",", List.of(members).stream().map(m -> "{\"value\":\"" + m + "\"}").toList());
        return """
                {"method":"POST","path":"/Groups","bulkId":"%s","data":{"displayName":"%s %s","members":[%s]}}"""
                .formatted(bulkId, mark, bulkId, values);
    }

    private static String id(JsonNode result) {
        var location = result.path("location").asString("");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static JsonNode read(JsonNode result) {
        var location = result.path("location").asString("");
        return INGRESS.scim("GET", location.substring(location.indexOf("/v2/") + 3), "").body();
    }

    @Test
    void referencesForwardAndBackwardAreResolved() {
        var results = results(bulk("\"failOnErrors\":1,", group("ops", "bulkId:li", "bulkId:bo"), user("li", ""),
                group("all", "bulkId:ops"), user("bo", "")));
        assertThat(results).extracting(result -> result.path("bulkId").asString("")).containsExactly("ops", "li",
                "all", "bo");
        assertThat(results).allSatisfy(result -> {
            assertThat(result.path("method").asString("")).isEqualTo("POST");
            assertThat(result.path("status").asString("")).isEqualTo("201");
            assertThat(result.path("version").asString("")).isEqualTo("W/\"1\"");
            assertThat(result.has("response")).isFalse();
        });
        assertThat(read(results.get(0)).path("members")).extracting(member -> member.path("value").asString(""))
                .containsExactlyInAnyOrder(id(results.get(1)), id(results.get(3)));
        assertThat(read(results.get(2)).path("members").path(0).path("type").asString("")).isEqualTo("Group");
    }

    @Test
    void allMethodsWorkAndReferencesStandInPathsToo() {
        var existing = INGRESS.scim("POST", "/Users", "{\"userName\":\"" + mark + "-old@example.com\"}").text("id");
        var results = results(bulk("", user("new", ""), """
                {"method":"patch","path":"/Users/bulkId:new","data":{"schemas":
                ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title",
                "value":"Dr"}]}}""", """
                {"method":"PUT","path":"/Users/%s","version":"W/\\"1\\"","data":{"userName":"%s-old@example.com",
                "title":"Prof"}}""".formatted(existing, mark), """
                {"method":"DELETE","path":"/Users/%s"}""".formatted(existing)));
        assertThat(results).extracting(result -> result.path("status").asString("")).containsExactly("201", "200",
                "200", "204");
        assertThat(read(results.get(1)).path("title").asString("")).isEqualTo("Dr");
        assertThat(results.get(2).path("version").asString("")).isEqualTo("W/\"2\"");
        assertThat(INGRESS.scim("GET", "/Users/" + existing, "").status()).isEqualTo(404);
    }

    @Test
    void anErrorStopsNothingUnlessTheRequestSaysSo() {
        var bad = "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"bad\",\"data\":{}}";
        var answer = bulk("", bad, user("a", ""));
        assertThat(statuses(answer)).containsExactly("400", "201");
        var failed = results(answer).getFirst();
        assertThat(failed.has("location")).isFalse();
        assertThat(failed.path("response").path("scimType").asString("")).isEqualTo("invalidValue");
        assertThat(failed.path("response").path("status").asString("")).isEqualTo("400");
        assertThat(statuses(bulk("\"failOnErrors\":2,", bad, user("b", ""), bad.replace("bad", "worse"),
                user("c", "")))).containsExactly("400", "201", "400");
    }

    @Test
    void whatRefersToAFailedOperationFailsToo() {
        var answer = bulk("", group("g", "bulkId:u"), "{\"method\":\"POST\",\"path\":\"/Users\",\"bulkId\":\"u\","
                + "\"data\":{}}", group("h", "bulkId:nobody"));
        assertThat(statuses(answer)).containsExactly("409", "400", "400");
    }

    @Test
    void aCircleOfManagersIsResolved() {
        var manager = ",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":"
                + "\"bulkId:%s\"}}";
        var results = results(bulk("", user("a", manager.formatted("b")), user("b", manager.formatted("a"))));
        assertThat(results).extracting(result -> result.path("status").asString("")).containsExactly("201", "201");
        var enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        assertThat(read(results.get(0)).path(enterprise).path("manager").path("value").asString(""))
                .isEqualTo(id(results.get(1)));
        assertThat(read(results.get(1)).path(enterprise).path("manager").path("value").asString(""))
                .isEqualTo(id(results.get(0)));
        assertThat(results.get(1).path("version").asString("")).isEqualTo(
                read(results.get(1)).path("meta").path("version").asString(""));
    }

    @Test
    void aCircleOfNestedGroupsIsRefusedAndLeavesNothingBehind() {
        var answer = bulk("", group("a", "bulkId:b"), group("b", "bulkId:a"), group("self", "bulkId:self"));
        assertThat(statuses(answer)).containsExactly("409", "400", "400");
        assertThat(results(answer).get(1).path("response").path("detail").asString(""))
                .isEqualTo("nested group would create a cycle");
        assertThat(INGRESS.owner().sql("select count(*) from directory.team where name like :mark")
                .param("mark", mark + "%").query(Long.class).single()).isZero();
    }

    @Test
    void malformedOperationsAreResultsOfTheirOwn() {
        var nobody = UUID.randomUUID();
        assertThat(statuses(bulk("", "{\"method\":\"GET\",\"path\":\"/Users\"}",
                "{\"method\":\"POST\",\"path\":\"/Devices\",\"bulkId\":\"x\",\"data\":{}}",
                "{\"method\":\"POST\",\"path\":\"/Users\",\"data\":{\"userName\":\"" + mark + "@example.com\"}}",
                "{\"method\":\"PUT\",\"path\":\"/Users/" + nobody + "\"}",
                "{\"method\":\"DELETE\",\"path\":\"/Users/" + nobody + "\"}",
                "{\"method\":\"DELETE\",\"path\":\"/Groups/nonsense\"}", "{}")))
                .containsExactly("405", "404", "400", "400", "404", "404", "404");
    }

    @Test
    void aMalformedRequestIsRefusedAsAWhole() {
        assertThat(bulk("", user("a", ""), user("a", "")).status()).isEqualTo(400);
        assertThat(bulk("\"failOnErrors\":-1,", user("b", "")).status()).isEqualTo(400);
        assertThat(bulk("").status()).isEqualTo(400);
        assertThat(INGRESS.scim("POST", "/Bulk", "{\"schemas\":[\"x\"],\"Operations\":[{}]}").text("scimType"))
                .isEqualTo("invalidSyntax");
    }

    @Test
    void theLimitsArePublishedAndHeld() {
        var limits = INGRESS.scim("GET", "/ServiceProviderConfig", "").body().path("bulk");
        assertThat(limits.path("supported").asBoolean()).isTrue();
        int most = limits.path("maxOperations").asInt();
        var many = bulk("", Collections.nCopies(most + 1, "{}").toArray(String[]::new));
        assertThat(many.status()).isEqualTo(413);
        assertThat(many.text("detail")).contains(Integer.toString(most));
        var large = bulk("", "{\"method\":\"POST\"" + " ".repeat(limits.path("maxPayloadSize").asInt()) + "}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.text("detail")).contains(Integer.toString(limits.path("maxPayloadSize").asInt()));
    }

    @Test
    void r3_eachOperationNeedsItsScope() {
        var token = INGRESS.management("POST", "/tokens", "{\"label\":\"users\",\"scopes\":[\"users:write\"]}").body()
                .path("token").asString("");
        var answer = INGRESS.send("POST", "/api/auth/scim/v2/Bulk",
                "{\"Operations\":[" + user("u", "") + "," + group("g") + "]}", "Bearer " + token);
        assertThat(statuses(answer)).containsExactly("201", "403");
        assertThat(results(answer).get(1).path("response").path("detail").asString("")).contains("groups:write");
    }

    @Test
    void r3_anEncodedPathNeedsTheSameScope() {
        var token = INGRESS.management("POST", "/tokens", "{\"label\":\"reader\",\"scopes\":[\"users:read\"]}").body()
                .path("token").asString("");
        var answer = INGRESS.send("POST", "/api/auth/scim/v2/%55sers",
                "{\"userName\":\"" + mark + "@example.com\"}", "Bearer " + token);
        assertThat(answer.status()).isEqualTo(403);
    }
}
