package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Google Workspace: maps attributes by reading {@code /Schemas}, suspends, and deletes hard, active users too. */
@Tag("R24")
class GoogleFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient google = ScimClient.json(INGRESS, "Google-Auto-Provisioning");
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "goo-" + unique + "@example.com";

    @Test
    void theProbeAsksForOneUser() {
        assertThat(google.get("/Users?count=1").status()).isEqualTo(200);
    }

    @Test
    void everyAttributeOfAUserIsPublishedWithAllItsCharacteristics() {
        var made = google.post("/Users", OktaBodies.user(email, unique)).body();
        var schemas = google.get("/Schemas").body().path("Resources");
        var user = schemas.valueStream().filter(s -> s.path("id").asString("").endsWith("core:2.0:User")).findFirst()
                .orElseThrow();
        var names = user.path("attributes").valueStream().map(a -> a.path("name").asString()).toList();
        assertThat(made.propertyNames()).filteredOn(n -> !n.matches("schemas|id|externalId|meta"))
                .allMatch(names::contains);
        assertThat(user.path("attributes").valueStream()).allSatisfy(GoogleFlowTests::assertDescribed);
        assertThat(google.get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User").body()).isEqualTo(user);
        assertThat(google.get("/Schemas/urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Acore%3A2.0%3AUser").body())
                .isEqualTo(user);
    }

    private static void assertDescribed(JsonNode attribute) {
        assertThat(attribute.propertyNames()).contains("name", "type", "multiValued", "description", "required",
                "caseExact", "mutability", "returned", "uniqueness");
        attribute.path("subAttributes").forEach(GoogleFlowTests::assertDescribed);
    }

    @Test
    void r25_userNameAndEmailsArePublishedAsImmutable() {
        var attributes = google.get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User").body().path("attributes");
        assertThat(attributes.valueStream().filter(a -> a.path("mutability").asString().equals("immutable"))
                .map(a -> a.path("name").asString())).containsExactly("userName", "emails");
    }

    @Test
    void suspensionIsInactiveAndDeletionIsHardWhateverTheState() {
        var id = google.post("/Users", OktaBodies.user(email, unique)).text("id");
        var group = google.post("/Groups", OktaBodies.group("Goo " + unique, id)).text("id");
        assertThat(google.patch("/Users/" + id, OktaBodies.active(false)).status()).isEqualTo(200);
        assertThat(google.patch("/Users/" + id, OktaBodies.active(true)).status()).isEqualTo(200);
        assertThat(google.delete("/Users/" + id).status()).isEqualTo(204);
        assertThat(google.get("/Groups/" + group).body().path("members")).isEmpty();
        assertThat(google.find("Users", "userName eq \"" + email + "\"").body().path("totalResults").asInt(-1))
                .isZero();
        assertThat(INGRESS.facts(id)).endsWith("scim.user.deprovisioned");
    }
}
