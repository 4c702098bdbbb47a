package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7644 on single resources: creating, reading, replacing, deleting, versions, projections. */
@Tag("R23")
class Rfc7644ResourceTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient client = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "r-" + unique + "@example.com";

    private Answer created() {
        return client.post("/Users", OktaBodies.user(email, unique));
    }

    private Answer replaced(String id, String more) {
        return client.put("/Users/" + id,
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\""
                        + email + "\"" + more + "}");
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }

    @Test
    void section3_3_creationAnswersTheWholeResourceAndWhereItIs() {
        var made = created();
        assertThat(made.status()).isEqualTo(201);
        var meta = made.body().path("meta");
        assertThat(header(made, "Location")).isEqualTo(meta.path("location").asString())
                .isEqualTo("http://127.0.0.1:8080/api/auth/scim/v2/Users/" + made.text("id"));
        assertThat(meta.path("resourceType").asString()).isEqualTo("User");
        assertThat(meta.path("created").asString()).isEqualTo(meta.path("lastModified").asString()).endsWith("Z");
        var read = client.get("/Users/" + made.text("id"));
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(header(read, "Location")).isEqualTo(header(made, "Location"));
        assertThat(header(read, "Content-Location")).isEqualTo(header(made, "Location"));
        assertThat(created().text("scimType")).isEqualTo("uniqueness");
        var group = client.post("/Groups", OktaBodies.group("G " + unique));
        assertThat(group.body().path("meta").path("resourceType").asString()).isEqualTo("Group");
        assertThat(group.body().path("meta").path("created")).isEqualTo(group.body().path("meta").path("lastModified"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"not\":\"a scim resource\"}", "{\"userName\":\"\"}", "{\"userName\":null}",
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]}", "{\"userName\":\" \"}",
        "{\"userName\":{\"a\":1}}", "{\"userName\":[\"a\",\"b\"]}", "{\"userName\":\"a@b.c\",\"name\":\"text\"}",
        "{\"userName\":\"a@b.c\",\"emails\":[{\"value\":\"none\"}]}", "{\"userName\":\"a@b.c\",\"active\":7}"})
    void section3_3_aUserThatLacksWhatItNeedsIs400(String body) {
        var refused = client.post("/Users", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"displayName\":\"\"}", "{\"displayName\":null,\"members\":[]}",
        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]}", "{\"displayName\":[\"a\",\"b\"]}",
        "{\"displayName\":\"x\",\"members\":[{\"display\":\"nobody\"}]}", "{\"displayName\":\"x\",\"members\":[7]}"})
    void section3_3_aGroupThatLacksWhatItNeedsIs400(String body) {
        assertThat(client.post("/Groups", body).text("scimType")).isEqualTo("invalidValue");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]|400",
        "[\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"]|400", "[7]|400", "[null]|400",
        "[\"urn:ietf:params:scim:schemas:core:2.0:User\",\"urn:ietf:params:scim:schemas:core:2.0:User\"]|400",
        "[\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\",\"urn:ietf:params:scim:schemas:core:2.0:User\"]|201",
        "[\"urn:example:own\",\"urn:ietf:params:scim:schemas:core:2.0:User\"]|201",
        "\"urn:ietf:params:scim:schemas:core:2.0:User\"|201", "null|201", "[]|201"})
    void rfc7643_section3_schemasNameTheBaseOnceInAnyOrder(String schemas, int status) {
        var answer = client.post("/Users", "{\"schemas\":" + schemas + ",\"userName\":\"" + email + "\"}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("scimType")).isEqualTo(status == 400 ? "invalidSyntax" : "");
        if (status == 201) {
            var put = client.put("/Users/" + answer.text("id"),
                    "{\"schemas\":[\"urn:x\"],\"userName\":\"" + email + "\"}");
            assertThat(put.text("scimType")).isEqualTo("invalidSyntax");
            assertThat(answer.body().path("schemas").toString())
                    .isEqualTo("[\"urn:ietf:params:scim:schemas:core:2.0:User\"]");
        }
    }

    @Test
    void rfc7643_section2_4_onlyOneElementIsPrimary() {
        var made = client.post("/Users", "{\"userName\":\"" + email + "\",\"phoneNumbers\":["
                + "{\"value\":\"1\",\"primary\":true},{\"value\":\"2\",\"primary\":true},{\"value\":\"3\"}]}");
        assertThat(made.body().path("phoneNumbers").valueStream().filter(p -> p.path("primary").asBoolean(false)))
                .hasSize(1);
        var patched = client.patch("/Users/" + made.text("id"), OktaBodies.patch(
                "{\"op\":\"add\",\"path\":\"phoneNumbers\",\"value\":[{\"value\":\"4\",\"primary\":true}]}"));
        assertThat(patched.body().path("phoneNumbers").valueStream().filter(p -> p.path("primary").asBoolean(false))
                .map(p -> p.path("value").asString())).containsExactly("4");
    }

    @Test
    void rfc7643_section3_1_externalIdHasCaseAndCanBeCleared() {
        var id = created().text("id");
        assertThat(client.find("Users", "externalId eq \"" + unique.toUpperCase(java.util.Locale.ROOT) + "X\"").body()
                .path("totalResults").asInt(-1)).isZero();
        assertThat(replaced(id, "").text("externalId")).isEqualTo(unique);
        assertThat(replaced(id, ",\"externalId\":null").body().has("externalId")).isFalse();
        assertThat(replaced(id, ",\"externalId\":\"n-" + unique + "\"").text("externalId")).isEqualTo("n-" + unique);
        assertThat(replaced(id, ",\"externalId\":\"\"").body().has("externalId")).isFalse();
    }

    @Test
    void section3_5_1_aPutNeverCreates() {
        assertThat(client.put("/Users/" + UUID.randomUUID(), OktaBodies.user(email, unique)).status()).isEqualTo(404);
        assertThat(client.put("/Groups/" + UUID.randomUUID(), OktaBodies.group("x" + unique)).status()).isEqualTo(404);
        assertThat(client.put("/Users/bulkId:1", OktaBodies.user(email, unique)).status()).isEqualTo(404);
    }

    @Test
    void section3_5_1_aPutClearsWhatItLeavesOutAndKeepsWhatMustBe() {
        var id = created().text("id");
        var put = replaced(id, ",\"title\":\"Boss\",\"id\":\"other\",\"meta\":{\"version\":\"x\"},\"groups\":[{}]");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().propertyNames()).doesNotContain("name", "displayName", "locale").contains("emails",
                "active",
                "title");
        assertThat(put.text("id")).isEqualTo(id);
        assertThat(client.put("/Users/" + id, "{\"title\":\"x\"}").text("scimType")).isEqualTo("invalidValue");
        assertThat(client.put("/Groups/" + client.post("/Groups", OktaBodies.group("P " + unique)).text("id"),
                "{\"members\":[]}").text("scimType")).isEqualTo("invalidValue");
    }

    @Test
    void section3_5_1_aPutMayNotChangeWhatIsImmutable() {
        var id = created().text("id");
        var mail = replaced(id, ",\"emails\":[{\"value\":\"other@example.com\"}]");
        assertThat(mail.text("scimType")).isEqualTo("mutability");
        assertThat(replaced(id, ",\"emails\":[{\"value\":\"" + email + "\",\"type\":\"home\"}]").status())
                .isEqualTo(200);
    }

    @Test
    void section3_6_deletionAnswersNothingAndThenEverythingIs404() {
        var id = created().text("id");
        assertThat(client.delete("/Users/" + id).status()).isEqualTo(204);
        assertThat(client.get("/Users/" + id).status()).isEqualTo(404);
        assertThat(client.put("/Users/" + id, OktaBodies.user(email, unique)).status()).isEqualTo(404);
        assertThat(client.patch("/Users/" + id, OktaBodies.active(true)).status()).isEqualTo(404);
        assertThat(client.delete("/Users/" + id).status()).isEqualTo(404);
        assertThat(client.find("Users", "id eq \"" + id + "\"").body().path("totalResults").asInt(-1)).isZero();
        var other = client.post("/Users",
                "{\"userName\":\"" + email + "\",\"emails\":[{\"value\":\"o" + email + "\"}]}");
        assertThat(other.status()).isEqualTo(201);
    }

    @Test
    void section3_10_idsAreEncodedOrInAnyCase() {
        var id = created().text("id");
        assertThat(client.get("/Users/" + id.replace("-", "%2D")).status()).isEqualTo(200);
        assertThat(client.get("/Users/" + id.toUpperCase(java.util.Locale.ROOT)).text("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"W/\"1\"|304", "\"1\"|304", "*|304", "W/\"7\", W/\"1\"|304", "W/\"2\"|200",
        "\"7\",\"8\"|200", "nonsense|200"})
    void section3_14_ifNoneMatchComparesWeakly(String tags, int status) {
        var id = created().text("id");
        var answer = client.send("GET", "/Users/" + id + "?excludedAttributes=groups", "",
                Map.of("If-None-Match", tags));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(header(answer, "ETag")).isEqualTo("W/\"1\"");
        var group = client.post("/Groups", OktaBodies.group("E " + unique)).text("id");
        assertThat(client.send("GET", "/Groups/" + group, "", Map.of("If-None-Match", tags)).status())
                .isEqualTo(status);
    }

    @Test
    void section3_14_anAnswerWithDerivedGroupsIsNever304() {
        var id = created().text("id");
        assertThat(client.send("GET", "/Users/" + id, "", Map.of("If-None-Match", "W/\"1\"")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"W/\"1\"|200", "\"1\"|200", "*|200", "W/\"7\", W/\"1\"|200", "W/\"2\"|412",
        "\"7\",\"8\"|412", "nonsense|412"})
    void section3_14_ifMatchGuardsEveryChange(String tags, int status) {
        var headers = Map.of("If-Match", tags);
        var id = created().text("id");
        assertThat(client.send("PUT", "/Users/" + id, OktaBodies.user(email, unique), headers).status())
                .isEqualTo(status);
        assertThat(client.send("PATCH", "/Users/" + id, OktaBodies.active(true), headers).status()).isEqualTo(status);
        int gone = status == 200 ? 204 : status;
        assertThat(client.send("DELETE", "/Users/" + id, "", headers).status()).isEqualTo(gone);
        var group = client.post("/Groups", OktaBodies.group("M " + unique)).text("id");
        assertThat(client.send("PUT", "/Groups/" + group, OktaBodies.group("M " + unique), headers).status())
                .isEqualTo(status);
        assertThat(client.send("PATCH", "/Groups/" + group, OktaBodies.patch(OktaBodies.replaceMembers()), headers)
                .status()).isEqualTo(gone);
        assertThat(client.send("DELETE", "/Groups/" + group, "", headers).status()).isEqualTo(gone);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"W/\"1\"|412", "*|412", "W/\"7\", \"1\"|412", "W/\"2\"|200", "nonsense|200"})
    void section3_14_ifNoneMatchGuardsEveryChange(String tags, int status) {
        var headers = Map.of("If-None-Match", tags);
        var id = created().text("id");
        assertThat(client.send("PATCH", "/Users/" + id, OktaBodies.active(true), headers).status()).isEqualTo(status);
        assertThat(client.send("PUT", "/Users/" + id, OktaBodies.user(email, unique), headers).status())
                .isEqualTo(status);
        var group = client.post("/Groups", OktaBodies.group("M " + unique)).text("id");
        int gone = status == 200 ? 204 : status;
        assertThat(client.send("DELETE", "/Groups/" + group, "", headers).status()).isEqualTo(gone);
        assertThat(client.send("DELETE", "/Users/" + id, "", headers).status()).isEqualTo(gone);
    }

    @Test
    void section3_14_aRefusedPreconditionChangesNothingAndAnUnknownIdIs404() {
        var id = created().text("id");
        client.send("PATCH", "/Users/" + id, OktaBodies.active(false), Map.of("If-Match", "W/\"9\""));
        assertThat(client.get("/Users/" + id).body().path("active").asBoolean()).isTrue();
        assertThat(client.send("DELETE", "/Users/" + UUID.randomUUID(), "", Map.of("If-Match", "*")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attributes=userName", "attributes=USERNAME", "attributes=id,userName",
        "attributes=urn:ietf:params:scim:schemas:core:2.0:User:userName", "attributes=userName,password,unknown"})
    void section3_9_attributesShapeEveryAnswer(String parameter) {
        var body = OktaBodies.user(email, unique);
        var made = client.post("/Users?" + parameter, body);
        assertThat(made.status()).isEqualTo(201);
        var id = made.text("id");
        for (var answer : new Answer[]{made, client.get("/Users/" + id + "?" + parameter),
            client.put("/Users/" + id + "?" + parameter, body),
            client.patch("/Users/" + id + "?" + parameter, OktaBodies.active(false))}) {
            assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("schemas", "id", "userName");
            assertThat(header(answer, "ETag")).startsWith("W/");
        }
        var listed = client.get("/Users?" + parameter + "&filter=" + ScimClient.encoded("id eq \"" + id + "\"")).body();
        assertThat(listed.path("Resources").path(0).propertyNames()).containsExactlyInAnyOrder("schemas", "id",
                "userName");
    }

    @Test
    void section3_9_excludedAttributesTakeAwayAllButTheNecessary() {
        var id = created().text("id");
        var read = client.get("/Users/" + id + "?excludedAttributes=id,schemas,emails.type,name,meta").body();
        assertThat(read.propertyNames()).contains("schemas", "id", "userName", "emails").doesNotContain("name", "meta");
        assertThat(read.path("emails").path(0).propertyNames()).containsExactlyInAnyOrder("value", "primary");
        var group = client.post("/Groups?excludedAttributes=members", OktaBodies.group("X " + unique, id));
        assertThat(group.body().has("members")).isFalse();
        assertThat(client.get("/Users?count=1&attributes=id&excludedAttributes=name").text("scimType"))
                .isEqualTo("invalidValue");
    }

    @Test
    void section3_5_2_aPatchOfAGroupThatAsksForAttributesAnswersThem() {
        var id = client.post("/Groups", OktaBodies.group("A " + unique)).text("id");
        var answer = client.patch("/Groups/" + id + "?attributes=displayName",
                OktaBodies.patch(OktaBodies.rename(id, "B " + unique)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("displayName")).isEqualTo("B " + unique);
        var none = client.patch("/Groups/" + id, OktaBodies.patch(OktaBodies.rename(id, "C " + unique)));
        assertThat(none.status()).isEqualTo(204);
        assertThat(header(none, "ETag")).isEqualTo("W/\"3\"");
    }

    @Test
    void section3_4_2_4_pagesSayWhatTheyHold() {
        created();
        var page = client.get("/Users?startIndex=1&count=1").body();
        assertThat(page.path("Resources")).hasSize(1);
        assertThat(page.path("itemsPerPage").asInt()).isEqualTo(1);
        var beyond = client.get("/Users?startIndex=1000000&count=5").body();
        assertThat(beyond.path("Resources")).isEmpty();
        assertThat(beyond.path("startIndex").asInt()).isEqualTo(1_000_000);
        assertThat(client.get("/Users?count=-1").body().path("itemsPerPage").asInt()).isZero();
        assertThat(client.get("/Users?startIndex=-5&count=1").body().path("startIndex").asInt()).isEqualTo(1);
        assertThat(client.get("/Users?count=abc").text("scimType")).isEqualTo("invalidValue");
        assertThat(client.get("/Groups?startIndex=1.5").text("scimType")).isEqualTo("invalidValue");
    }

    @Test
    void section4_discoveryIsNotFilteredAndAnswersById() {
        for (var path : new String[]{"/ServiceProviderConfig", "/ResourceTypes", "/Schemas"}) {
            assertThat(client.get(path + "?filter=id%20pr").status()).isEqualTo(403);
        }
        var types = client.get("/ResourceTypes").body();
        assertThat(types.path("totalResults").asInt()).isEqualTo(2);
        for (var type : types.path("Resources")) {
            assertThat(type.propertyNames()).contains("schemas", "id", "name", "endpoint", "schema", "meta");
            assertThat(client.get("/ResourceTypes/" + type.path("id").asString()).body()).isEqualTo(type);
            assertThat(client.get("/Schemas/" + type.path("schema").asString()).status()).isEqualTo(200);
        }
        assertThat(client.get("/ServiceProviderConfig").body().propertyNames()).contains("patch", "bulk", "filter",
                "changePassword", "sort", "etag", "authenticationSchemes", "meta");
    }
}
