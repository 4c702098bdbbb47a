package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OneLogin: bodies from a template that admins edit, plain JSON, PUT for updates. */
@Tag("R24")
class OneLoginFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient oneLogin = ScimClient.json(INGRESS, "OneLogin SCIM");
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "one-" + unique + "@example.com";

    private String template(String active, String title) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":null,"externalId":"",
                 "userName":"%1$s","active":%2$s,"title":"%3$s","nickName":"",
                 "name":{"givenName":"One","familyName":"Login","formatted":""},
                 "emails":[{"value":"%1$s","type":"work","primary":"true"}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                   {"department":"IT","manager":{"managerId":"m-7","displayName":"Mo"}},"groups":null}"""
                .formatted(email, active, title);
    }

    @Test
    void enablingTheApiAsksForARandomUser() {
        assertThat(oneLogin.find("Users", "userName eq \"" + UUID.randomUUID() + "\"").body().path("Resources"))
                .isEmpty();
    }

    @Test
    void theTemplateOfAdminsIsUnderstood() {
        var made = oneLogin.post("/Users", template("\"true\"", ""));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.raw().headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(made.body().path("active").isBoolean()).isTrue();
        assertThat(made.body().has("title")).isFalse();
        assertThat(made.body().has("externalId")).isFalse();
        assertThat(made.body().path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User").path("department")
                .asString()).isEqualTo("IT");
    }

    @Test
    void theManagerIdOfScim11IsTheManagersValue() {
        var manager = oneLogin.post("/Users", template("true", "")).body()
                .path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User").path("manager");
        assertThat(manager.path("value").asString("")).isEqualTo("m-7");
        assertThat(manager.path("displayName").asString("")).isEqualTo("Mo");
    }

    @Test
    void updatesAndDeactivationGoByPut() {
        var id = oneLogin.post("/Users", template("\"true\"", "")).text("id");
        assertThat(oneLogin.get("/Users/" + id).status()).isEqualTo(200);
        assertThat(oneLogin.put("/Users/" + id, template("true", "Boss")).text("title")).isEqualTo("Boss");
        assertThat(oneLogin.put("/Users/" + id, template("\"false\"", "Boss")).body().path("active").booleanValue())
                .isFalse();
        assertThat(oneLogin.delete("/Users/" + id).status()).isEqualTo(204);
    }

    @Test
    void groupsAreLookedUpMadeAndPatched() {
        var a = oneLogin.post("/Users", template("true", "")).text("id");
        assertThat(oneLogin.find("Groups", "displayName eq \"Role " + unique + "\"").body().path("totalResults")
                .asInt(-1)).isZero();
        var id = oneLogin.post("/Groups", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                + "\"displayName\":\"Role " + unique + "\"}").text("id");
        for (var operation : new String[]{"add", "replace"}) {
            assertThat(patch(id, operation, a).status()).isEqualTo(204);
            assertThat(oneLogin.get("/Groups/" + id).body().path("members")).hasSize(1);
        }
        assertThat(patch(id, "remove", a).status()).isEqualTo(204);
        assertThat(oneLogin.get("/Groups/" + id).body().path("members")).isEmpty();
    }

    private Answer patch(String id, String operation, String member) {
        return oneLogin.patch("/Groups/" + id, OktaBodies.patch("{\"op\":\"" + operation
                + "\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}"));
    }

    @Test
    void everyAcceptHeaderThatAllowsJsonIsHonoured() {
        for (var accept : new String[]{"*/*", "application/json, text/plain, */*", "application/*", "",
            "application/json;charset=utf-8", "application/json;q=0.5"}) {
            assertThat(oneLogin.accepting(accept).get("/Users?count=1").status()).as(accept).isEqualTo(200);
        }
    }
}
