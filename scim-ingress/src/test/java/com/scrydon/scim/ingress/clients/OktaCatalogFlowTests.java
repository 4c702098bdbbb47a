package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An Okta catalogue app: users are updated by PUT, (de)activated by PATCH, groups pushed by PATCH. Names of tests begin
 * with the cases of Okta's QA plan.
 */
@Tag("R24")
class OktaCatalogFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient okta = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "ana+" + unique + "@example.com";
    private final String externalId = "00u1" + unique;

    private Answer probe(String userName) {
        return okta.find("Users", "userName eq \"" + userName + "\"");
    }

    private String assigned() {
        assertThat(probe(email).body().path("totalResults").asInt(-1)).isZero();
        var created = okta.post("/Users", OktaBodies.user(email, externalId));
        assertThat(created.status()).isEqualTo(201);
        return created.text("id");
    }

    private String assigned(int number) {
        return okta.post("/Users", OktaBodies.user("u" + number + "-" + unique + "@example.com", unique + number))
                .text("id");
    }

    private static String version(Answer answer) {
        return answer.body().path("meta").path("version").asString("");
    }

    @Test
    void testApiCredentials_asTheGuideAndAsCapturesShowIt() {
        for (var path : new String[]{"/Users?startIndex=1&count=2", "/Groups?startIndex=1&count=100",
            "/ServiceProviderConfig"}) {
            assertThat(okta.get(path).status()).isEqualTo(200);
            assertThat(okta.withToken("revoked").get(path).status()).isEqualTo(401);
            assertThat(okta.withToken("Bearer " + INGRESS.token()).get(path).status()).isEqualTo(401);
        }
        var page = okta.withToken(INGRESS.newOrganisation()).get("/Users?startIndex=1&count=2");
        assertThat(page.raw().body()).isEqualTo("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
                + "\"totalResults\":0,\"startIndex\":1,\"itemsPerPage\":0,\"Resources\":[]}");
    }

    @Test
    void c9290_assigningANewUserProbesAndCreates() {
        var id = assigned();
        var found = probe(email).body();
        assertThat(found.path("totalResults").asInt()).isEqualTo(1);
        var user = found.path("Resources").path(0);
        assertThat(user.path("id").asString()).isEqualTo(id);
        assertThat(user.path("externalId").asString()).isEqualTo(externalId);
        assertThat(user.path("name").path("givenName").asString()).isEqualTo("Ana");
        assertThat(user.path("locale").asString()).isEqualTo("en-US");
        assertThat(user.path("active").isBoolean()).isTrue();
        assertThat(user.path("emails").valueStream().filter(e -> e.path("primary").asBoolean(false))).hasSize(1);
        assertThat(user.path("meta").path("created")).isEqualTo(user.path("meta").path("lastModified"));
        assertThat(probe(email.toUpperCase(java.util.Locale.ROOT)).body().path("totalResults").asInt()).isEqualTo(1);
        assertThat(INGRESS.facts(id)).containsExactly("scim.user.provisioned");
    }

    @Test
    void c9290_theNextCallMillisecondsLaterSeesTheUserActive() {
        var id = assigned();
        assertThat(okta.get("/Users/" + id).body().path("active").asBoolean()).isTrue();
    }

    @Test
    void c9291_aProfileUpdateMergesIntoWhatWasRead() {
        var id = assigned();
        assertThat(okta.get("/Users/" + id).status()).isEqualTo(200);
        var put = okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, "Ana María", true));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().path("name").path("givenName").asString()).isEqualTo("Ana María");
        assertThat(version(put)).isEqualTo("W/\"2\"");
        var again = okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, "Ana María", true));
        assertThat(version(again)).isEqualTo("W/\"2\"");
        assertThat(INGRESS.facts(id)).containsExactly("scim.user.provisioned", "scim.user.updated");
    }

    @Test
    void c9291_enterpriseAttributesComeWithOrWithoutTheirUrnInSchemas() {
        var id = assigned();
        var put = okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, "Ana", true).replace("\"groups\":[],",
                "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"R&D\","
                        + "\"manager\":{\"value\":\"m1\",\"displayName\":\"Mo\"}},\"urn:okta:custom:1.0:x\":{\"a\":1},"));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.raw().body()).contains("\"department\":\"R&D\"").doesNotContain("urn:okta");
        assertThat(put.body().path("schemas")).hasSize(2);
    }

    @Test
    void c9291_r10_aNewLoginAndMailAreRefusedWithTheTextsOfTheGuide() {
        var id = assigned();
        var both = okta.put("/Users/" + id, OktaBodies.echo(id, "new-" + email, externalId, "Ana", true));
        assertThat(both.raw().body()).isEqualTo("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],"
                + "\"status\":\"400\",\"scimType\":\"mutability\",\"detail\":\"userName is immutable via SCIM\"}");
        var mail = okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, "Ana", true)
                .replace("\"value\":\"" + email, "\"value\":\"new-" + email));
        assertThat(mail.text("detail")).isEqualTo("email is immutable via SCIM");
    }

    @Test
    void c9292_c9293_c9294_unassigningAndReassigningKeepTheId() {
        var id = assigned();
        var off = okta.patch("/Users/" + id, OktaBodies.active(false));
        assertThat(off.status()).isEqualTo(200);
        assertThat(off.body().path("active").asBoolean(true)).isFalse();
        assertThat(version(okta.patch("/Users/" + id, OktaBodies.active(false)))).isEqualTo(version(off));
        var found = probe(email).body().path("Resources").path(0);
        assertThat(found.path("active").asBoolean(true)).isFalse();
        assertThat(found.path("id").asString()).isEqualTo(id);
        assertThat(okta.patch("/Users/" + id, OktaBodies.active(true)).body().path("active").asBoolean()).isTrue();
        assertThat(INGRESS.facts(id)).containsExactly("scim.user.provisioned", "scim.user.deactivated",
                "scim.user.reactivated");
    }

    @Test
    void c9293_aFreshPostAfterDeactivationRestoresTheSameUser() {
        var id = assigned();
        okta.patch("/Users/" + id, OktaBodies.active(false));
        var again = okta.post("/Users", OktaBodies.user(email, externalId));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(again.body().path("active").asBoolean()).isTrue();
    }

    @Test
    void c9293_r9_deactivateAndReactivateIsHowAMailChanges() {
        var id = assigned();
        okta.patch("/Users/" + id, OktaBodies.active(false));
        assertThat(probe("married-" + email).body().path("totalResults").asInt(-1)).isZero();
        var again = okta.post("/Users", OktaBodies.user("married-" + email, externalId));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(again.text("userName")).isEqualTo("married-" + email);
        assertThat(okta.post("/Users", OktaBodies.user("other-" + email, externalId)).status()).isEqualTo(409);
    }

    @Test
    void c9335_anExistingUserIsFoundByTheProbeAndLinkedByTheUpdate() {
        var id = INGRESS.management("POST", "/accounts",
                "{\"email\":\"" + email + "\",\"displayName\":\"Ana\",\"kind\":\"person\"}").text("id");
        assertThat(probe(email).body().path("Resources").path(0).path("id").asString()).isEqualTo(id);
        assertThat(okta.get("/Users/" + id).status()).isEqualTo(200);
        assertThat(okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, "Ana", true)).status())
                .isEqualTo(200);
        assertThat(INGRESS.facts(id)).containsExactly("scim.account.invited", "scim.user.linked");
    }

    @Test
    void c9337_emptyValuesArePushedWithoutAnError() {
        var id = assigned();
        var put = okta.put("/Users/" + id, """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s",
                 "name":{"givenName":"","familyName":null},"displayName":"","title":null,"nickName":"",
                 "phoneNumbers":[],"addresses":[{"type":"work","streetAddress":""}],"emails":[{"value":"%s"}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"","manager":{"value":""}},
                 "active":true,"groups":[]}""".formatted(email, email));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().has("name")).isFalse();
        assertThat(put.body().has("displayName")).isFalse();
        assertThat(put.body().path("schemas")).hasSize(1);
    }

    @Test
    void c9303_c9304_importWalksAllPagesOnceInAStableOrder() {
        var alone = okta.withToken(INGRESS.newOrganisation());
        var ids = IntStream.range(0, 250).mapToObj(i -> alone
                .post("/Users", OktaBodies.user("i" + i + "-" + unique + "@example.com", "i" + i)).text("id")).toList();
        alone.patch("/Users/" + ids.getFirst(), OktaBodies.active(false));
        var walked = IntStream.of(1, 101, 201).boxed()
                .flatMap(start -> alone.get("/Users?startIndex=" + start + "&count=100").body().path("Resources")
                        .valueStream().map(user -> user.path("id").asString()))
                .toList();
        assertThat(walked).containsExactlyElementsOf(ids);
        var last = alone.get("/Users?startIndex=201&count=100").body();
        assertThat(last.path("totalResults").asInt()).isEqualTo(250);
        assertThat(last.path("itemsPerPage").asInt()).isEqualTo(50);
        assertThat(last.path("startIndex").asInt()).isEqualTo(201);
        assertThat(alone.get("/Users?startIndex=251&count=100").body().path("Resources")).isEmpty();
    }

    @Test
    void r1_r3_anUnknownIdAndAnotherOrganisationsIdAreTheSame404() {
        var foreign = okta.withToken(INGRESS.newOrganisation()).post("/Users", OktaBodies.user(email, externalId));
        var id = foreign.text("id");
        var unknown = UUID.randomUUID().toString();
        assertThat(okta.get("/Users/" + id).raw().body().replace(id, "")).isEqualTo(okta.get("/Users/" + unknown).raw()
                .body().replace(unknown, ""));
        assertThat(okta.put("/Users/" + id, OktaBodies.user(email, externalId)).status()).isEqualTo(404);
        assertThat(okta.patch("/Users/" + id, OktaBodies.active(false)).status()).isEqualTo(404);
        assertThat(okta.delete("/Users/" + id).status()).isEqualTo(404);
        assertThat(okta.find("Users", "id eq \"" + id + "\"").body().path("totalResults").asInt(-1)).isZero();
    }

    @Test
    void r9_membershipsComeBackWithTheUser() {
        var id = assigned(1);
        var group = okta.post("/Groups", OktaBodies.group("Back " + unique, id)).text("id");
        okta.patch("/Users/" + id, OktaBodies.active(false));
        okta.patch("/Users/" + id, OktaBodies.active(true));
        assertThat(okta.get("/Users/" + id).body().path("groups").path(0).path("value").asString()).isEqualTo(group);
    }
}
