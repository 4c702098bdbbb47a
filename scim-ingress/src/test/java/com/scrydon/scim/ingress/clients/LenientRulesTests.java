package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lenient in: what the service forgives whatever the client, one test for each rule of docs/decisions/030-client-dialects.md; and what it
 * never forgives.
 */
@Tag("R24")
class LenientRulesTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient client = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "len-" + unique + "@example.com";

    private Answer create(String more) {
        return client.post("/Users", "{\"userName\":\"" + email + "\"" + more + "}");
    }

    private Answer patch(String id, String operation) {
        return client.patch("/Users/" + id, OktaBodies.patch(operation));
    }

    @Test
    void rule1_namesOperationsAndUrnsHaveNoCase() {
        var made = client.post("/Users", """
                {"SCHEMAS":["URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER"],"USERNAME":"%s","NAME":{"GIVENNAME":"A"},
                 "URN:IETF:PARAMS:SCIM:SCHEMAS:EXTENSION:ENTERPRISE:2.0:USER":{"DEPARTMENT":"R&D"}}"""
                .formatted(email));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.raw().body()).contains("\"givenName\":\"A\"").contains("\"department\":\"R&D\"");
        var patched = client.patch("/Users/" + made.text("id"), """
                {"SCHEMAS":["URN:ietf:params:scim:api:messages:2.0:PATCHOP"],"operations":
                 [{"OP":"REPLACE","PATH":"NAME.GIVENNAME","VALUE":"B"}]}""");
        assertThat(patched.body().path("name").path("givenName").asString()).isEqualTo("B");
    }

    @Test
    void rule2_textsAreBooleansOnlyWhereABooleanIsDue() {
        var made = create(",\"active\":\"FALSE\",\"title\":\"True\"");
        assertThat(made.body().path("active").booleanValue()).isFalse();
        assertThat(made.text("title")).isEqualTo("True");
        assertThat(patch(made.text("id"), "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"yes\"}")
                .text("scimType")).isEqualTo("invalidValue");
    }

    @Test
    void rule3_rule4_unknownAndReadOnlyThingsAreIgnored() {
        var made = create("""
                ,"id":"mine","meta":{"version":"x"},"groups":[{"value":"g"}],"shoe":1,"urn:x:y:Z":{"a":{}}""");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("id")).isNotEqualTo("mine");
        assertThat(made.body().has("groups")).isFalse();
        assertThat(patch(made.text("id"), "{\"op\":\"add\",\"value\":{\"groups\":[],\"meta\":{},\"shoe\":2}}").body()
                .path("meta")).isEqualTo(made.body().path("meta"));
        assertThat(patch(made.text("id"), "{\"op\":\"add\",\"path\":\"urn:x:y:Z:a\",\"value\":1}").status())
                .isEqualTo(200);
    }

    @Test
    void rule5_nullEmptyTextAndEmptyArrayAreUnassigned() {
        var id = create(",\"title\":\"a\",\"nickName\":\"b\",\"roles\":[{\"value\":\"c\"}]").text("id");
        var patched = patch(id, "{\"op\":\"replace\",\"value\":{\"title\":null,\"nickName\":\"\",\"roles\":[]}}");
        assertThat(patched.body().propertyNames()).doesNotContain("title", "nickName", "roles");
    }

    @Test
    void rule8_aValuePathMadeOfEqCreatesAndAnotherIsNoTarget() {
        var id = create("").text("id");
        var made = patch(id, """
                {"op":"replace","path":"phoneNumbers[type eq \\"work\\" and primary eq true].value","value":"1"}""");
        assertThat(made.body().path("phoneNumbers").path(0).path("primary").booleanValue()).isTrue();
        assertThat(patch(id, """
                {"op":"replace","path":"phoneNumbers[type ne \\"work\\"].value","value":"1"}""").text("scimType"))
                .isEqualTo("noTarget");
    }

    @Test
    void rule9_filtersTakeQuotedAndBareBooleans() {
        var id = create("").text("id");
        for (var value : new String[]{"true", "\"true\"", "\"True\"", "TRUE"}) {
            assertThat(client.find("Users", "id eq \"" + id + "\" and active eq " + value).body().path("totalResults")
                    .asInt()).as(value).isEqualTo(1);
        }
    }

    @Test
    void rule10_bodiesComeInBothTypesWithAnyParameters() {
        for (var type : new String[]{"application/json", "application/scim+json", "application/json;charset=UTF-8",
            "application/scim+json; charset=\"utf-8\"; x=y", "APPLICATION/JSON"}) {
            var made = client.send("POST", "/Users", "{\"userName\":\"" + UUID.randomUUID() + "@example.com\"}",
                    Map.of("Content-Type", type));
            assertThat(made.status()).as(type).isEqualTo(201);
        }
    }

    @Test
    void rule11_slashesAreForgiven() {
        var id = create("").text("id");
        assertThat(client.get("/Users/" + id + "/").status()).isEqualTo(200);
        assertThat(client.get("//Users//" + id).status()).isEqualTo(200);
        assertThat(client.get("/Users/?count=0").status()).isEqualTo(200);
    }

    @Test
    void rule12_oneObjectStandsForAnArray() {
        var id = create(",\"emails\":{\"value\":\"" + email + "\"}").text("id");
        var patched = patch(id, "{\"op\":\"add\",\"path\":\"roles\",\"value\":{\"value\":\"admin\"}}");
        assertThat(patched.body().path("roles").path(0).path("value").asString()).isEqualTo("admin");
    }

    @Test
    void rule13_membersAreBareTexts() {
        var id = create("").text("id");
        var group = client.post("/Groups", "{\"displayName\":\"L " + unique + "\",\"members\":[\"" + id + "\"]}");
        assertThat(group.body().path("members").path(0).path("value").asString()).isEqualTo(id);
    }

    @Test
    void rule14_aPatchMayLackSchemasButNotNameOthers() {
        var id = create("").text("id");
        assertThat(
                client.patch("/Users/" + id, "{\"Operations\":[{\"op\":\"add\",\"path\":\"title\",\"value\":\"x\"}]}")
                        .status())
                .isEqualTo(200);
        assertThat(client.patch("/Users/" + id, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
                 "Operations":[{"op":"add","path":"title","value":"y"}]}""").text("scimType"))
                .isEqualTo("invalidSyntax");
    }
}
