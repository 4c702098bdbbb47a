package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An Okta app of the App Integration Wizard: it never sends PATCH, every change of a user is GET and PUT. */
@Tag("R24")
class OktaWizardFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient okta = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "bo+" + unique + "@example.com";
    private final String externalId = "00u2" + unique;

    private String assigned() {
        return okta.post("/Users", OktaBodies.user(email, externalId)).text("id");
    }

    private Answer put(String id, String givenName, boolean active) {
        assertThat(okta.get("/Users/" + id).status()).isEqualTo(200);
        return okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, givenName, active));
    }

    @Test
    void c9291_theBodyThatWasReadCanBeWrittenBackAsItIs() {
        var id = assigned();
        var read = okta.get("/Users/" + id);
        var written = okta.put("/Users/" + id, read.raw().body());
        assertThat(written.status()).isEqualTo(200);
        assertThat(written.body()).isEqualTo(read.body());
        assertThat(INGRESS.facts(id)).hasSize(1);
    }

    @Test
    void c9292_c9293_activeGoesByPut() {
        var id = assigned();
        assertThat(put(id, "Ana", false).body().path("active").asBoolean(true)).isFalse();
        assertThat(put(id, "Ana", false).status()).isEqualTo(200);
        var back = put(id, "Anna", true);
        assertThat(back.text("id")).isEqualTo(id);
        assertThat(back.body().path("active").asBoolean()).isTrue();
        assertThat(INGRESS.facts(id)).as("a change with another attribute is one fact").containsExactly(
                "scim.user.provisioned", "scim.user.deactivated", "scim.user.reactivated");
    }

    @Test
    void r9_aPutThatReactivatesMayBringANewMail() {
        var id = assigned();
        put(id, "Ana", false);
        var back = okta.put("/Users/" + id, OktaBodies.echo(id, "new-" + email, externalId, "Ana", true));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.text("userName")).isEqualTo("new-" + email);
        assertThat(back.body().path("emails").path(0).path("value").asString()).isEqualTo("new-" + email);
    }

    @Test
    void r9_aMailThatSomebodyElseHasIsRefusedAtReactivation() {
        var id = assigned();
        put(id, "Ana", false);
        okta.post("/Users", OktaBodies.user("taken-" + email, "other" + unique));
        var back = okta.put("/Users/" + id, OktaBodies.echo(id, "taken-" + email, externalId, "Ana", true));
        assertThat(back.status()).isEqualTo(409);
    }

    @Test
    void r10_theMailWithoutTypeOrPrimaryOrInAnotherOrderIsTheSameMail() {
        var id = assigned();
        var two = okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, "Ana", true).replace("\"emails\":[",
                "\"emails\":[{\"value\":\"home-" + email + "\",\"type\":\"home\"},"));
        assertThat(two.status()).isEqualTo(200);
        var turned = okta.put("/Users/" + id, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","externalId":"%2$s",
                 "name":{"givenName":"Ana","familyName":"Diaz"},"displayName":"Ana Diaz","locale":"en-US",
                 "emails":[{"value":"%3$s"},{"value":"home-%1$s","type":"home"}],"active":true}"""
                .formatted(email, externalId, email.toUpperCase(java.util.Locale.ROOT)));
        assertThat(turned.status()).isEqualTo(200);
        assertThat(turned.body().path("meta")).isEqualTo(two.body().path("meta"));
        assertThat(turned.body().path("emails")).isEqualTo(two.body().path("emails"));
    }

    @Test
    void r12_aStaleVersionInTheBodyIsNoPrecondition() {
        var id = assigned();
        put(id, "One", true);
        assertThat(put(id, "Two", true).status()).isEqualTo(200);
    }

    @Test
    void r11_aPasswordInAPutIsDropped() {
        var id = assigned();
        var put = okta.put("/Users/" + id, OktaBodies.user(email, externalId));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.raw().body()).doesNotContain("p7Xq");
        assertThat(INGRESS.facts(id)).hasSize(1);
    }

    @Test
    void r15_importedUsersAreConfirmedByGetAndPut() {
        var id = INGRESS.management("POST", "/accounts",
                "{\"email\":\"" + email + "\",\"displayName\":\"Bo\",\"kind\":\"person\"}").text("id");
        var read = okta.get("/Users/" + id);
        assertThat(read.body().path("emails").path(0).path("primary").asBoolean()).isTrue();
        assertThat(put(id, "Bo", true).text("externalId")).isEqualTo(externalId);
        assertThat(okta.post("/Users", OktaBodies.user(email, externalId)).status()).isEqualTo(409);
    }

    @Test
    void theSpecTestOfOktaSendsPlainJsonAndItsOwnAgent() {
        var spec = new ScimClient(INGRESS, INGRESS.token(), "OKTA SCIM Integration",
                "application/scim+json; charset=utf-8", "application/json");
        var made = spec.post("/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s",
                 "name":{"givenName":"Spec","familyName":"Test"},"emails":[{"primary":true,"value":"%1$s","type":"work"}],
                 "displayName":"Spec Test","active":true}""".formatted(email));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.raw().headers().firstValue("Content-Type").orElse("")).startsWith("application/scim+json");
        var again = spec.post("/Users", OktaBodies.user(email, externalId));
        assertThat(again.status()).isEqualTo(409);
        assertThat(spec.get("/Users/010101001010101011001010101011").status()).isEqualTo(404);
        var missing = spec.find("Users", "userName eq \"nobody-" + unique + "\"");
        assertThat(missing.body().path("totalResults").asInt(-1)).isZero();
        assertThat(spec.get("/Users?count=1&startIndex=1").body().path("Resources")).hasSize(1);
    }
}
