package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** authentik: reads the provider's configuration, looks up after a 409, creates again after a 404. */
@Tag("R24")
class AuthentikFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient authentik = ScimClient.json(INGRESS, "authentik@2026.10.0")
            .accepting("application/scim+json");
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "auth-" + unique + "@example.com";

    @Test
    void theConfigurationSaysThatPatchAndFiltersWork() {
        var config = authentik.get("/ServiceProviderConfig").body();
        assertThat(config.path("patch").path("supported").booleanValue()).isTrue();
        assertThat(config.path("filter").path("supported").booleanValue()).isTrue();
        assertThat(config.path("etag").path("supported").booleanValue()).isTrue();
        assertThat(config.path("changePassword").path("supported").booleanValue()).isFalse();
        assertThat(config.path("authenticationSchemes").path(0).path("type").asString())
                .isEqualTo("oauthbearertoken");
    }

    @Test
    void a409NamesUniquenessAndTheLookupThenFindsTheUser() {
        var id = authentik.post("/Users", OktaBodies.user(email, unique)).text("id");
        var taken = authentik.post("/Users", OktaBodies.user(email, unique));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("scimType")).isEqualTo("uniqueness");
        assertThat(authentik.find("Users", "userName eq \"" + email + "\"").body().path("Resources").path(0)
                .path("id").asString()).isEqualTo(id);
        var group = OktaBodies.group("Auth " + unique);
        var groupId = authentik.post("/Groups", group).text("id");
        assertThat(authentik.post("/Groups", group).text("scimType")).isEqualTo("uniqueness");
        assertThat(authentik.find("Groups", "displayName eq \"Auth " + unique + "\"").body().path("Resources").path(0)
                .path("id").asString()).isEqualTo(groupId);
    }

    @Test
    void aPutOfWhatIsGoneIs404AndItIsCreatedAgain() {
        var id = authentik.post("/Users", OktaBodies.user(email, unique)).text("id");
        authentik.delete("/Users/" + id);
        assertThat(authentik.put("/Users/" + id, OktaBodies.user(email, unique)).status()).isEqualTo(404);
        assertThat(authentik.post("/Users", OktaBodies.user(email, unique)).status()).isEqualTo(201);
        var group = authentik.post("/Groups", OktaBodies.group("Gone " + unique)).text("id");
        authentik.delete("/Groups/" + group);
        assertThat(authentik.put("/Groups/" + group, OktaBodies.group("Gone " + unique)).status()).isEqualTo(404);
        assertThat(authentik.post("/Groups", OktaBodies.group("Gone " + unique)).status()).isEqualTo(201);
    }
}
