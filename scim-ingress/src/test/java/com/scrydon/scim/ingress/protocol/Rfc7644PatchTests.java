package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7644 §3.5.2: the envelope of a PATCH, and what its three operations do. */
@Tag("R23")
class Rfc7644PatchTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final ScimClient client = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String id = client
            .post("/Users", OktaBodies.user("p-" + unique + "@example.com", unique)).text("id");

    private Answer patch(String... operations) {
        return client.patch("/Users/" + id, OktaBodies.patch(operations));
    }

    private String version() {
        return client.get("/Users/" + id).body().path("meta").path("version").asString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|invalidSyntax", "{\"Operations\":[]}|invalidSyntax",
        "{\"Operations\":null}|invalidSyntax", "{\"Operations\":{\"op\":\"add\"}}|invalidSyntax",
        "{\"Operations\":[7]}|invalidSyntax", "{\"Operations\":[{}]}|invalidSyntax",
        "{\"Operations\":[{\"op\":7,\"path\":\"title\",\"value\":\"x\"}]}|invalidSyntax",
        "{\"Operations\":[{\"op\":\"move\",\"path\":\"title\",\"value\":\"x\"}]}|invalidSyntax",
        "{\"Operations\":[{\"op\":\"add\",\"path\":7,\"value\":\"x\"}]}|invalidSyntax",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"title\"}]}|invalidValue",
        "{\"Operations\":[{\"op\":\"add\",\"value\":\"x\"}]}|invalidValue",
        "{\"Operations\":[{\"op\":\"remove\"}]}|noTarget",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"a[\",\"value\":1}]}|invalidPath",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"emails[value eq 1].x.y\",\"value\":1}]}|invalidPath",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"nothing\",\"value\":1}]}|invalidPath",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"name.nothing\",\"value\":1}]}|invalidPath",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"title[value eq 1]\",\"value\":1}]}|invalidPath",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"name\",\"value\":\"x\"}]}|invalidValue",
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"title\",\"value\":[\"a\",\"b\"]}]}|invalidValue",
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"id\",\"value\":\"x\"}]}|mutability",
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"groups\",\"value\":[]}]}|mutability",
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"meta.created\"}]}|mutability",
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"userName\"}]}|mutability",
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"emails\"}]}|mutability",
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"emails[type eq \\\"work\\\"]\"}]}|mutability",
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[{\"op\":\"remove\",\"path\":\"title\"}]}|invalidSyntax"})
    void section3_5_2_whatIsWrongIsSaidByItsType(String body, String type) {
        var refused = client.patch("/Users/" + id, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo(type);
        assertThat(version()).isEqualTo("W/\"1\"");
    }

    @Test
    void section3_5_2_operationsRunInOrderAndAllOrNone() {
        var user = patch("{\"op\":\"add\",\"path\":\"title\",\"value\":\"A\"}",
                "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"B\"}").body();
        assertThat(user.path("title").asString()).isEqualTo("B");
        assertThat(patch("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"C\"}",
                "{\"op\":\"replace\",\"path\":\"nickName\",\"value\":{\"a\":1}}").status()).isEqualTo(400);
        assertThat(client.get("/Users/" + id).text("title")).isEqualTo("B");
        assertThat(version()).isEqualTo("W/\"2\"");
    }

    @Test
    void section3_5_2_1_addMergesComplexAndAppendsWithoutDuplicates() {
        var user = patch("{\"op\":\"add\",\"path\":\"name\",\"value\":{\"middleName\":\"M\"}}",
                "{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"a\"}]}",
                "{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"b\"}]}").body();
        assertThat(user.path("name").propertyNames()).contains("givenName", "familyName", "middleName");
        assertThat(user.path("roles")).hasSize(2);
        var before = version();
        assertThat(patch("{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"b\"}]}",
                "{\"op\":\"add\",\"path\":\"name.middleName\",\"value\":\"M\"}").body().path("meta"))
                .isEqualTo(user.path("meta"));
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void section3_5_2_2_removeOfWhatIsNotThereSucceedsAndTheLastElementUnassigns() {
        assertThat(patch("{\"op\":\"remove\",\"path\":\"title\"}",
                "{\"op\":\"remove\",\"path\":\"roles[value eq \\\"x\\\"]\"}").status()).isEqualTo(200);
        assertThat(version()).isEqualTo("W/\"1\"");
        patch("{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"a\",\"type\":\"t\"}]}");
        assertThat(patch("{\"op\":\"remove\",\"path\":\"roles[value eq \\\"a\\\" and type eq \\\"t\\\"]\"}").body()
                .has("roles")).isFalse();
    }

    @Test
    void section3_5_2_3_replaceAddsMergesOrReplacesAll() {
        var user = patch("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"new\"}",
                "{\"op\":\"replace\",\"path\":\"name\",\"value\":{\"givenName\":\"Z\"}}",
                "{\"op\":\"add\",\"path\":\"roles\",\"value\":[{\"value\":\"a\"},{\"value\":\"b\"}]}",
                "{\"op\":\"replace\",\"path\":\"roles\",\"value\":[{\"value\":\"c\"}]}").body();
        assertThat(user.path("title").asString()).isEqualTo("new");
        assertThat(user.path("name").path("familyName").asString()).isEqualTo("Diaz");
        assertThat(user.path("roles").valueStream().map(r -> r.path("value").asString())).containsExactly("c");
        var one = patch("{\"op\":\"replace\",\"path\":\"roles[value eq \\\"c\\\"]\",\"value\":{\"display\":\"See\"}}",
                "{\"op\":\"replace\",\"path\":\"roles[value eq \\\"c\\\"].type\",\"value\":\"t\"}").body();
        assertThat(one.path("roles").path(0).propertyNames()).contains("value", "display", "type");
    }

    @Test
    void section3_5_2_extensionsComeAndGoWithTheirAttributes() {
        var user = patch("{\"op\":\"add\",\"path\":\"" + ENTERPRISE + ":department\",\"value\":\"R&D\"}").body();
        assertThat(user.path("schemas").toString()).contains(ENTERPRISE);
        assertThat(patch("{\"op\":\"remove\",\"path\":\"" + ENTERPRISE + "\"}").body().path("schemas")).hasSize(1);
    }

    @Test
    void section3_5_2_groupsRefuseTheSame() {
        var group = client.post("/Groups", OktaBodies.group("P " + unique, id)).text("id");
        for (var wrong : new String[][]{{"{\"op\":\"remove\",\"path\":\"displayName\"}", "invalidValue"},
            {"{\"op\":\"remove\"}", "noTarget"}, {"{\"op\":\"add\",\"path\":\"members[\",\"value\":1}", "invalidPath"},
            {"{\"op\":\"replace\",\"path\":\"members[value eq \\\"" + id + "\\\"].value\",\"value\":\"x\"}",
                "mutability"},
            {"{\"op\":\"add\",\"path\":\"members\",\"value\":[{}]}", "invalidValue"},
            {"{\"op\":\"replace\",\"path\":\"id\",\"value\":\"x\"}", "mutability"},
            {"{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"\"}", "invalidValue"},
            {"{\"op\":\"add\",\"path\":\"nothing\",\"value\":\"x\"}", "invalidPath"}}) {
            assertThat(client.patch("/Groups/" + group, OktaBodies.patch(wrong[0])).text("scimType")).as(wrong[0])
                    .isEqualTo(wrong[1]);
        }
        assertThat(client.get("/Groups/" + group).body().path("meta").path("version").asString())
                .isEqualTo("W/\"1\"");
    }
}
