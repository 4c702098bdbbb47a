package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Microsoft Entra ID: groups. */
@Tag("R24")
class EntraGroupTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient entra = ScimClient.entra(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String user(int number) {
        return entra.post("/Users", OktaBodies.user("e%d-%s@example.com".formatted(number, unique), unique + number))
                .text("id");
    }

    private Answer created() {
        return entra.post("/Groups", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",
                  "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
                 "externalId":"%1$s","displayName":"Sales %1$s","meta":{"resourceType":"Group"},
                 "members":[],"roles":[]}""".formatted(unique));
    }

    private void patched(String id, String... operations) {
        assertThat(entra.patch("/Groups/" + id, OktaBodies.patch(operations)).status()).isEqualTo(204);
    }

    private List<String> members(String id) {
        return entra.get("/Groups/" + id).body().path("members").valueStream().map(m -> m.path("value").asString())
                .toList();
    }

    @Test
    void aGroupComesWithMicrosoftsSchemaAndIsFoundWithoutMembers() {
        var made = created();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("externalId")).isEqualTo(unique);
        assertThat(made.body().path("schemas")).hasSize(1);
        for (var filter : List.of("displayName+eq+%22sales+" + unique + "%22", "externalId+eq+%22" + unique + "%22",
                "displayName+eq+%22Sales+" + unique + "%22+and+externalId+eq+%22" + unique + "%22")) {
            var found = entra.get("/Groups?excludedAttributes=members&filter=" + filter).body();
            assertThat(found.path("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.path("Resources").path(0).has("members")).isFalse();
        }
        assertThat(entra.get("/Groups/" + made.text("id") + "?excludedAttributes=members").body().has("members"))
                .isFalse();
        assertThat(created().status()).isEqualTo(409);
    }

    @Test
    void membersAreAddedWithARefOfNullAndRemovedByAnArrayOfValues() {
        var a = user(1);
        var b = user(2);
        var id = created().text("id");
        patched(id, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"" + a
                + "\"},{\"$ref\":null,\"value\":\"" + b + "\"}]}");
        assertThat(members(id)).containsExactlyInAnyOrder(a, b);
        patched(id, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"" + a + "\"}]}");
        assertThat(members(id)).containsExactly(b);
        patched(id, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + UUID.randomUUID() + "\"}]}");
        assertThat(members(id)).containsExactly(b);
        patched(id, "{\"op\":\"Remove\",\"path\":\"members[value eq \\\"" + b + "\\\"]\"}");
        assertThat(members(id)).isEmpty();
    }

    @Test
    void aRemovalWithoutValuesEmptiesTheGroup() {
        var member = user(1);
        for (var value : List.of("", ",\"value\":[]", ",\"value\":null", ",\"value\":\"\"")) {
            var made = entra.post("/Groups", "{\"displayName\":\"E " + UUID.randomUUID()
                    + "\",\"members\":[{\"value\":\"" + member + "\"}]}");
            var id = made.text("id");
            assertThat(members(id)).as("before").containsExactly(member);
            patched(id, "{\"op\":\"Remove\",\"path\":\"members\"" + value + "}");
            assertThat(members(id)).as(value).isEmpty();
        }
    }

    @Test
    void aRenameAnswers204AndShowsTheNewName() {
        var id = created().text("id");
        patched(id, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"Sales2 " + unique + "\"}");
        assertThat(entra.get("/Groups/" + id).text("displayName")).isEqualTo("Sales2 " + unique);
        patched(id, "{\"op\":\"Replace\",\"value\":{\"displayName\":\"Sales3 " + unique + "\",\"externalId\":\"x\"}}");
        assertThat(entra.get("/Groups/" + id).text("externalId")).isEqualTo("x");
        assertThat(entra.patch("/Groups/" + id, OktaBodies.patch()).text("scimType")).isEqualTo("invalidSyntax");
    }

    @Test
    void deletionAnswers204Then404() {
        var id = created().text("id");
        assertThat(entra.delete("/Groups/" + id).status()).isEqualTo(204);
        assertThat(entra.delete("/Groups/" + id).status()).isEqualTo(404);
    }
}
