package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** JumpCloud: its activation makes a user and a group, and deletes both. */
@Tag("R24")
class JumpCloudFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient jumpCloud = ScimClient.json(INGRESS, "JumpCloud SCIM Client");
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void activationMakesATestUserAndATestGroupAndDeletesThem() {
        var user = jumpCloud.post("/Users", OktaBodies.user("jc+" + unique + "@example.com", unique)).text("id");
        var group = jumpCloud.post("/Groups", OktaBodies.group("JC test " + unique)).text("id");
        assertThat(jumpCloud.patch("/Groups/" + group, OktaBodies.patch(OktaBodies.addMembers(user))).status())
                .isEqualTo(204);
        assertThat(jumpCloud.patch("/Groups/" + group, OktaBodies.patch(
                "{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + user + "\"}]}")).status())
                .isEqualTo(204);
        assertThat(jumpCloud.get("/Groups/" + group).body().path("members")).isEmpty();
        assertThat(jumpCloud.delete("/Groups/" + group).status()).isEqualTo(204);
        assertThat(jumpCloud.delete("/Users/" + user).status()).isEqualTo(204);
        assertThat(jumpCloud.get("/Users/" + user).status()).isEqualTo(404);
        assertThat(jumpCloud.get("/Groups/" + group).status()).isEqualTo(404);
        assertThat(jumpCloud.patch("/Users/" + user, OktaBodies.active(false)).status()).isEqualTo(404);
    }

    @Test
    void activationCanBeRepeatedWithTheSameTestUser() {
        var body = OktaBodies.user("jc2+" + unique + "@example.com", unique);
        var first = jumpCloud.post("/Users", body).text("id");
        jumpCloud.delete("/Users/" + first);
        var second = jumpCloud.post("/Users", body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("id")).isEqualTo(first);
        assertThat(jumpCloud.find("Users", "userName eq \"jc2+" + unique + "@example.com\"").body()
                .path("totalResults").asInt()).isEqualTo(1);
    }

    @Test
    void usersAreUpdatedByPutOrPatch() {
        var email = "jc3+" + unique + "@example.com";
        var id = jumpCloud.post("/Users", OktaBodies.user(email, unique)).text("id");
        assertThat(jumpCloud.put("/Users/" + id, OktaBodies.echo(id, email, unique, "Jo", true)).status())
                .isEqualTo(200);
        assertThat(jumpCloud.patch("/Users/" + id,
                OktaBodies.patch("{\"op\":\"replace\",\"path\":\"name.givenName\",\"value\":\"Joe\"}")).body()
                .path("name").path("givenName").asString()).isEqualTo("Joe");
    }
}
