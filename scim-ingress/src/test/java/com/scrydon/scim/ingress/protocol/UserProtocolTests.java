package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Users over real HTTP: the shapes of Okta, Entra and OneLogin, and what must not change anything. */
class UserProtocolTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String PATCH = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
            + "\"Operations\":[%s]}";

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "ana+" + unique + "@example.com";

    private Answer create(String more) {
        return INGRESS.scim("POST", "/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s"%s}""".formatted(email, more));
    }

    private Answer patch(String id, String operation) {
        return INGRESS.scim("PATCH", "/Users/" + id, PATCH.replace("%s", operation));
    }

    private Answer read(String id) {
        return INGRESS.scim("GET", "/Users/" + id, "");
    }

    private Answer filtered(String filter) {
        return INGRESS.scim("GET", "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), "");
    }

    private static long facts(String id) {
        return INGRESS.owner().sql("select count(*) from directory.outbox where key = :id").param("id", id)
                .query(Long.class).single();
    }

    @Test
    void r6_userNameAloneIsEnoughIfItIsAnAddress() {
        var created = create("");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("emails").path(0).path("value").asString()).isEqualTo(email);
        assertThat(created.body().path("emails").path(0).path("primary").asBoolean()).isTrue();
        assertThat(UUID.fromString(created.text("id")).version()).isEqualTo(7);
    }

    @Test
    void r6_withoutAnyAddressItIsRefused() {
        var refused = INGRESS.scim("POST", "/Users", "{\"userName\":\"nobody\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidValue");
        assertThat(refused.text("status")).isEqualTo("400");
    }

    @Test
    void r11_aPasswordIsKeptNowhere() {
        var id = create(",\"password\":\"Xy-secret-" + unique + "\"").text("id");
        assertThat(read(id).raw().body()).doesNotContain("Xy-secret");
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"password\",\"value\":\"Xy-secret\"}").status())
                .isEqualTo(200);
        assertThat(INGRESS.owner().sql("select attributes::text from directory.account where id = :id")
                .param("id", UUID.fromString(id)).query(String.class).single()).doesNotContain("secret");
        assertThat(INGRESS.owner().sql("select count(*) from directory.outbox where position('Xy-secret' in "
                + "encode(payload, 'escape')) > 0").query(Long.class).single()).isZero();
    }

    @Test
    void r12_anEchoedPutChangesNothing() {
        var created = create(",\"name\":{\"givenName\":\"Ana\"},\"title\":\"\",\"externalId\":\"x-" + unique + "\"");
        var id = created.text("id");
        var echo = INGRESS.scim("PUT", "/Users/" + id, created.raw().body());
        assertThat(echo.status()).isEqualTo(200);
        assertThat(echo.raw().headers().firstValue("ETag")).hasValue("W/\"1\"");
        assertThat(facts(id)).isEqualTo(1);
    }

    @Test
    void r10_r12_theSameEmailWithoutTypeOrPrimaryOrInAnotherCaseIsNoChange() {
        var id = create("").text("id");
        var put = INGRESS.scim("PUT", "/Users/" + id, """
                {"userName":"%1$s","emails":[{"value":"%1$s"}],"groups":[]}""".formatted(email.toUpperCase(
                java.util.Locale.ROOT)));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().path("meta").path("version").asString()).isEqualTo("W/\"1\"");
        assertThat(put.text("userName")).isEqualTo(email);
    }

    @Test
    void r12_nullsEmptyTextsAndEmptyArraysClear() {
        var id = create(",\"title\":\"Boss\",\"nickName\":\"A\",\"phoneNumbers\":[{\"value\":\"1\"}]").text("id");
        var put = INGRESS.scim("PUT", "/Users/" + id, """
                {"userName":"%s","title":"","nickName":null,"phoneNumbers":[]}""".formatted(email));
        assertThat(put.body().has("title")).isFalse();
        assertThat(put.body().has("nickName")).isFalse();
        assertThat(put.body().has("phoneNumbers")).isFalse();
        assertThat(put.body().path("meta").path("version").asString()).isEqualTo("W/\"2\"");
    }

    @Test
    void r13_allAttributesAreStoredAndUnknownOnesIgnored() {
        var created = create("""
                ,"NickName":"A","shoeSize":44,"urn:example:custom":{"a":1},
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                  {"department":"R&D","manager":{"value":"m1"},"unknown":1}""");
        assertThat(created.text("nickName")).isEqualTo("A");
        assertThat(created.raw().body()).doesNotContain("shoeSize").doesNotContain("urn:example");
        assertThat(created.body().path("schemas").toString()).contains("enterprise:2.0:User");
        assertThat(created.body().path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
                .path("department").asString()).isEqualTo("R&D");
    }

    @Test
    void r24_entrasPatchShapesWork() {
        var id = create(",\"active\":\"True\"").text("id");
        var patched = patch(id, """
                {"op":"Replace","value":{"displayName":"X","name.givenName":"A",
                  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"R&D"}},
                {"op":"Add","path":"phoneNumbers[type eq \\"mobile\\"].value","value":"+49 1"},
                {"op":"Add","path":"addresses[type eq \\"work\\"].locality","value":"Bonn"},
                {"op":"Add","path":"addresses[type eq \\"work\\"].country","value":"DE"},
                {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"m2"},
                {"op":"Replace","path":"active","value":"False"}""");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().path("active").asBoolean(true)).isFalse();
        assertThat(patched.body().path("name").path("givenName").asString()).isEqualTo("A");
        assertThat(patched.body().path("addresses").size()).isEqualTo(1);
        assertThat(patched.body().path("addresses").path(0).path("country").asString()).isEqualTo("DE");
        assertThat(patched.body().path("phoneNumbers").path(0).path("type").asString()).isEqualTo("mobile");
        assertThat(patched.body().path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User").path("manager")
                .path("value").asString()).isEqualTo("m2");
    }

    @Test
    void r24_brokenPatchesAreRefusedWithTheirTypes() {
        var id = create("").text("id");
        assertThat(patch(id, "").text("scimType")).isEqualTo("invalidSyntax");
        assertThat(patch(id, "{\"op\":\"move\",\"path\":\"title\"}").text("scimType")).isEqualTo("invalidSyntax");
        assertThat(patch(id, "{\"op\":\"remove\"}").text("scimType")).isEqualTo("noTarget");
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"emails[type eq\",\"value\":1}").text("scimType"))
                .isEqualTo("invalidPath");
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"meta\",\"value\":1}").text("scimType"))
                .isEqualTo("mutability");
        assertThat(patch(id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":\"maybe\"}").text("scimType"))
                .isEqualTo("invalidValue");
        assertThat(facts(id)).isEqualTo(1);
    }

    @Test
    void r9_aFreshPostWithTheSameExternalIdRevivesAndMayBringANewEmail() {
        var id = create(",\"externalId\":\"r-" + unique + "\"").text("id");
        assertThat(patch(id, "{\"op\":\"replace\",\"value\":{\"active\":false}}").status()).isEqualTo(200);
        var again = INGRESS.scim("POST", "/Users", """
                {"userName":"new-%1$s@example.com","externalId":"r-%1$s","active":true}""".formatted(unique));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(again.text("userName")).isEqualTo("new-" + unique + "@example.com");
        assertThat(again.body().path("emails").path(0).path("value").asString())
                .isEqualTo("new-" + unique + "@example.com");
    }

    @Test
    void r8_anExternalIdOfAnActiveUserIsTakenEvenWithAnotherEmail() {
        assertThat(create(",\"externalId\":\"t-" + unique + "\"").status()).isEqualTo(201);
        var second = INGRESS.scim("POST", "/Users",
                "{\"userName\":\"other-%1$s@example.com\",\"externalId\":\"t-%1$s\"}".formatted(unique));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("scimType")).isEqualTo("uniqueness");
    }

    @Test
    void r3_otherIdsAreNotFoundWhateverTheyLookLike() {
        assertThat(read(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(read("1-1-1-1-1").status()).isEqualTo(404);
        assertThat(read("%F0%9F%98%80").status()).isEqualTo(404);
    }

    @Test
    void r23_filtersOfTheWholeGrammarFindTheUser() {
        var id = create(",\"title\":\"Boss\",\"name\":{\"familyName\":\"D%az\"},\"phoneNumbers\":"
                + "[{\"value\":\"1\",\"type\":\"work\"},{\"value\":\"2\",\"type\":\"home\"}]").text("id");
        var own = " and id eq \"" + id + "\"";
        for (var filter : new String[]{"userName eq \"" + email.toUpperCase(java.util.Locale.ROOT) + "\"",
            "emails eq \"" + email + "\"", "emails[type eq \"work\"].value eq \"" + email + "\"",
            "emails[type eq \"work\" and value co \"@example\"]", "title pr and not (title eq \"x\")",
            "name.familyName sw \"d%\"", "active eq \"True\"", "active eq true", "nickName ne \"x\"",
            "phoneNumbers[type eq \"home\" and value eq \"2\"]", "meta.created gt \"2020-01-01T00:00:00Z\"",
            "unknown ne \"a\"", "URN:ietf:params:scim:schemas:core:2.0:User:userName sw \"ana\"", "nickName eq null",
            "(title eq \"x\" or title co \"oS\")", "meta.resourceType eq \"User\""}) {
            var found = filtered(filter + own);
            assertThat(found.status()).as(filter + found.raw().body()).isEqualTo(200);
            assertThat(found.body().path("totalResults").asInt()).as(filter).isEqualTo(1);
        }
        for (var filter : new String[]{"title eq \"x\"", "phoneNumbers[type eq \"home\" and value eq \"1\"]",
            "not (title pr)", "unknown pr", "name.familyName sw \"d_\"", "externalId pr"}) {
            assertThat(filtered(filter + own).body().path("totalResults").asInt(-1)).as(filter).isZero();
        }
    }

    @Test
    void r23_whatIsNoFilterIsInvalidFilter() {
        for (var filter : new String[]{"userName", "userName eq", "userName eq john", "userName xx \"a\"",
            "(userName eq \"a\"", "userName eq \"a", "active gt true", "meta.created eq \"yesterday\"",
            "emails[type eq \"a\"", "userName eq \"a\" and", "name eq \"a\"", "id eq \"\\u0000\"",
            "((((((((((((((((((((((((((userName pr))))))))))))))))))))))))))"}) {
            var refused = filtered(filter);
            assertThat(refused.status()).as(filter).isEqualTo(400);
            assertThat(refused.text("scimType")).as(filter).isEqualTo("invalidFilter");
        }
    }

    @Test
    void r23_pagesAreBoundedAndEchoed() {
        create("");
        var page = INGRESS.scim("GET", "/Users?startIndex=0&count=1", "");
        assertThat(page.body().path("startIndex").asInt()).isEqualTo(1);
        assertThat(page.body().path("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(INGRESS.scim("GET", "/Users?count=-3", "").body().path("Resources").size()).isZero();
        assertThat(INGRESS.scim("GET", "/Users?count=0", "").body().path("totalResults").asInt()).isPositive();
        assertThat(INGRESS.scim("GET", "/Users?count=many", "").status()).isEqualTo(400);
        assertThat(INGRESS.scim("GET", "/Users?startIndex=99999999999999", "").status()).isEqualTo(200);
    }

    @Test
    void r23_attributesAreProjected() {
        var id = create(",\"title\":\"Boss\",\"name\":{\"givenName\":\"Ana\",\"familyName\":\"D\"}").text("id");
        var some = INGRESS.scim("GET", "/Users/" + id + "?attributes=USERNAME,name.familyName", "");
        assertThat(some.body().propertyNames()).containsExactlyInAnyOrder("schemas", "id", "userName", "name");
        assertThat(some.body().path("name").propertyNames()).containsExactly("familyName");
        assertThat(
                INGRESS.scim("GET", "/Users/" + id + "?excludedAttributes=title,meta.created", "").body().has("title"))
                .isFalse();
        assertThat(INGRESS.scim("GET", "/Users/" + id + "?attributes=id&excludedAttributes=title", "").status())
                .isEqualTo(400);
    }
}
