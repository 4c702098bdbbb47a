package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Microsoft Entra ID: users, in every shape that its provisioning service sends. */
@Tag("R24")
class EntraFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final ScimClient entra = ScimClient.entra(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "eva+" + unique + "@example.com";

    private Answer created() {
        return entra.post("/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                 "externalId":"%2$s","userName":"%1$s","active":true,"displayName":"Eva",
                 "emails":[{"primary":"True","type":"work","value":"%1$s"}],
                 "meta":{"resourceType":"User"},
                 "name":{"formatted":"Eva E","familyName":"E","givenName":"Eva"},"roles":[],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}"""
                .formatted(email, unique));
    }

    private JsonNode patched(String id, String... operations) {
        var answer = entra.patch("/Users/" + id, OktaBodies.patch(operations));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(entra.get("/Users/" + id).body());
        return answer.body();
    }

    private int found(String encodedFilter) {
        return entra.get("/Users?filter=" + encodedFilter).body().path("totalResults").asInt(-1);
    }

    @Test
    void theConnectionTestFindsNobodyByARandomName() {
        assertThat(found("userName+eq+%22" + UUID.randomUUID() + "%22")).isZero();
        assertThat(entra.get("/Groups?excludedAttributes=members&filter=displayName+eq+%22" + UUID.randomUUID() + "%22")
                .body().path("totalResults").asInt(-1)).isZero();
    }

    @Test
    void aUserIsCreatedWithTextsForBooleansAndFoundByAllProbes() {
        var made = created();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("emails").path(0).path("primary").isBoolean()).isTrue();
        var plus = email.replace("+", "%2B").replace("@", "%40");
        assertThat(found("userName+eq+%22" + plus + "%22")).isEqualTo(1);
        assertThat(found("userName%20eq%20%22" + plus + "%22")).isEqualTo(1);
        assertThat(found("externalId+eq+%22" + unique + "%22")).isEqualTo(1);
        assertThat(found("emails%5Btype+eq+%22work%22%5D.value+eq+%22" + plus + "%22")).isEqualTo(1);
        assertThat(found("userName+eq+%22" + plus + "%22+and+externalId+eq+%22" + unique + "%22")).isEqualTo(1);
        assertThat(found("active+eq+%22True%22+and+externalId+eq+%22" + unique + "%22")).isEqualTo(1);
        assertThat(found("emails%5Bprimary+eq+%22True%22%5D.value+eq+%22" + plus + "%22")).isEqualTo(1);
        assertThat(found("emails%5Bprimary+eq+true%5D.value+eq+%22" + plus + "%22")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"False\"", "\"false\"", "\"FALSE\"", "false"})
    void active_comesAsTextOrBoolean(String value) {
        var id = created().text("id");
        assertThat(patched(id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":" + value + "}").path("active")
                .booleanValue()).isFalse();
        assertThat(patched(id, "{\"op\":\"Add\",\"path\":\"active\",\"value\":\"True\"}").path("active").booleanValue())
                .isTrue();
    }

    @Test
    void withoutAPath_eachKeyIsAPath() {
        var id = created().text("id");
        var user = patched(id, """
                {"op":"Replace","value":{"displayName":"X","name.givenName":"A","name.familyName":"B",
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"R&D",
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"costCenter":"C1"},
                 "emails[type eq \\"home\\"].value":"eva@home.example","unknown.attribute":"ignored"}}""");
        assertThat(user.path("displayName").asString()).isEqualTo("X");
        assertThat(user.path("name").path("givenName").asString()).isEqualTo("A");
        assertThat(user.path("name").path("formatted").asString()).isEqualTo("Eva E");
        assertThat(user.path(ENTERPRISE).path("department").asString()).isEqualTo("R&D");
        assertThat(user.path(ENTERPRISE).path("costCenter").asString()).isEqualTo("C1");
        assertThat(user.path("emails")).hasSize(2);
    }

    @Test
    void urnPaths_reachCoreAndExtensionAttributes() {
        var id = created().text("id");
        var user = patched(id,
                "{\"op\":\"Add\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:User:title\",\"value\":\"Boss\"}",
                "{\"op\":\"Add\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:User:name.middleName\",\"value\":\"M\"}",
                "{\"op\":\"Replace\",\"path\":\"" + ENTERPRISE + ":employeeNumber\",\"value\":\"7\"}",
                "{\"op\":\"Replace\",\"path\":\"" + ENTERPRISE + "\",\"value\":{\"division\":\"D\"}}");
        assertThat(user.path("title").asString()).isEqualTo("Boss");
        assertThat(user.path("name").path("middleName").asString()).isEqualTo("M");
        assertThat(user.path(ENTERPRISE).path("employeeNumber").asString()).isEqualTo("7");
        assertThat(user.path(ENTERPRISE).path("division").asString()).isEqualTo("D");
        assertThat(user.path(ENTERPRISE).path("department").asString()).isEqualTo("Sales");
    }

    @Test
    void valuePathsWithoutAMatch_createTheElement_oneForAllOfThem() {
        var id = created().text("id");
        var user = patched(id,
                "{\"op\":\"Add\",\"path\":\"phoneNumbers[type eq \\\"mobile\\\"].value\",\"value\":\"+49 1\"}",
                "{\"op\":\"Replace\",\"path\":\"addresses[type eq \\\"work\\\"].streetAddress\",\"value\":\"S 1\"}",
                "{\"op\":\"Add\",\"path\":\"addresses[type eq \\\"work\\\"].locality\",\"value\":\"Bonn\"}",
                "{\"op\":\"Add\",\"path\":\"addresses[type eq \\\"work\\\"].country\",\"value\":\"DE\"}",
                "{\"op\":\"Add\",\"path\":\"roles[primary eq \\\"True\\\"].value\",\"value\":\"admin\"}");
        assertThat(user.path("phoneNumbers").path(0).path("type").asString()).isEqualTo("mobile");
        assertThat(user.path("addresses")).hasSize(1);
        assertThat(user.path("addresses").path(0).path("streetAddress").asString()).isEqualTo("S 1");
        assertThat(user.path("addresses").path(0).path("country").asString()).isEqualTo("DE");
        assertThat(user.path("roles").path(0).path("primary").booleanValue()).isTrue();
        var again = patched(id,
                "{\"op\":\"Replace\",\"path\":\"roles[primary eq \\\"True\\\"].value\",\"value\":\"user\"}",
                "{\"op\":\"Remove\",\"path\":\"phoneNumbers[type eq \\\"mobile\\\"].value\"}",
                "{\"op\":\"Remove\",\"path\":\"phoneNumbers[type eq \\\"fax\\\"].value\"}");
        assertThat(again.path("roles")).hasSize(1);
        assertThat(again.path("roles").path(0).path("value").asString()).isEqualTo("user");
    }

    @Test
    void theManager_comesInThreeForms() {
        var id = created().text("id");
        var path = "{\"op\":\"Add\",\"path\":\"" + ENTERPRISE + ":manager\",\"value\":";
        assertThat(patched(id, path + "\"m1\"}").path(ENTERPRISE).path("manager").path("value").asString())
                .isEqualTo("m1");
        assertThat(patched(id, path + "{\"value\":\"m2\"}}").path(ENTERPRISE).path("manager").path("value").asString())
                .isEqualTo("m2");
        assertThat(
                patched(id, path + "[{\"value\":\"m3\"}]}").path(ENTERPRISE).path("manager").path("value").asString())
                .isEqualTo("m3");
        assertThat(patched(id, path + "\"\"}").path(ENTERPRISE).has("manager")).isFalse();
        patched(id, "{\"op\":\"Add\",\"path\":\"" + ENTERPRISE + ":manager.value\",\"value\":\"m4\"}");
        assertThat(patched(id, "{\"op\":\"Remove\",\"path\":\"" + ENTERPRISE + ":manager\"}").path(ENTERPRISE)
                .has("manager")).isFalse();
    }

    @Test
    void removals_clearAttributes() {
        var id = created().text("id");
        var user = patched(id, "{\"op\":\"Remove\",\"path\":\"displayName\"}",
                "{\"op\":\"Remove\",\"path\":\"" + ENTERPRISE + ":department\"}",
                "{\"op\":\"Remove\",\"path\":\"name.formatted\"}",
                "{\"op\":\"Replace\",\"path\":\"title\",\"value\":null}",
                "{\"op\":\"Remove\",\"path\":\"externalId\"}");
        assertThat(user.has("displayName")).isFalse();
        assertThat(user.has("externalId")).isFalse();
        assertThat(user.has(ENTERPRISE)).isFalse();
        assertThat(user.path("schemas")).hasSize(1);
    }

    @Test
    void emptyOperations_areRefused() {
        var id = created().text("id");
        var refused = entra.patch("/Users/" + id, OktaBodies.patch());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidSyntax");
    }

    @Test
    void softDeletion_thenHardDeletion_thenTheSamePersonAgain() {
        var id = created().text("id");
        patched(id, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}");
        assertThat(entra.delete("/Users/" + id).status()).isEqualTo(204);
        assertThat(entra.get("/Users/" + id).status()).isEqualTo(404);
        assertThat(found("externalId+eq+%22" + unique + "%22")).isZero();
        assertThat(created().text("id")).isEqualTo(id);
    }

    @Test
    void aSecondUserOfTheNameIs409() {
        created();
        assertThat(created().status()).isEqualTo(409);
    }

    @Test
    void r10_theUpdateOfTheUserNameIsTheKnownDeviation() {
        var id = created().text("id");
        var refused = entra.patch("/Users/" + id,
                OktaBodies.patch("{\"op\":\"Replace\",\"path\":\"userName\",\"value\":\"x" + email + "\"}"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("mutability");
        patched(id, "{\"op\":\"Replace\",\"path\":\"userName\",\"value\":\"" + email + "\"}",
                "{\"op\":\"Replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\"" + email + "\"}");
    }
}
