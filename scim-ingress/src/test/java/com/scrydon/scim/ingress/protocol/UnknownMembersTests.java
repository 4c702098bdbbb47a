package com.scrydon.scim.ingress.protocol;

import static com.scrydon.scim.ingress.harness.OktaBodies.addMembers;
import static com.scrydon.scim.ingress.harness.OktaBodies.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The strict switch {@code scim.groups.unknown-members=reject}: one id that names nobody refuses the whole request. */
@Tag("R20")
class UnknownMembersTests {

    private static final RunningIngress STRICT = RunningIngress
            .withSettings("--scim.groups.unknown-members=reject");

    private final ScimClient okta = ScimClient.okta(STRICT);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String user(String name) {
        return okta.post("/Users", OktaBodies.user(name + "-" + unique + "@example.com", name + unique)).text("id");
    }

    private String group(String... members) {
        return okta.post("/Groups", OktaBodies.group("Strict " + unique, members)).text("id");
    }

    /** Ids that name nobody here: invented ones, those of a deleted user, those of another organisation. */
    private Stream<String> nobody() {
        var deleted = user("gone");
        okta.delete("/Users/" + deleted);
        var foreign = okta.withToken(STRICT.newOrganisation())
                .post("/Users", OktaBodies.user("f-" + unique + "@example.com", unique)).text("id");
        return Stream.of("fake-member-id", UUID.randomUUID().toString(), deleted, foreign);
    }

    private static void assertRefused(Answer answer, String id) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("scimType")).isEqualTo("invalidValue");
        assertThat(answer.text("detail")).contains(id);
    }

    @Test
    void r20_aPatchWithOneUnknownMemberChangesNothing() {
        var a = user("a");
        var id = group();
        nobody().forEach(unknown -> {
            assertRefused(okta.patch("/Groups/" + id, patch(OktaBodies.rename(id, "Other " + unique),
                    addMembers(a, unknown))), unknown);
            assertRefused(okta.patch("/Groups/" + id, patch(OktaBodies.replaceMembers(unknown))), unknown);
        });
        assertThat(okta.get("/Groups/" + id).body().path("members")).isEmpty();
        assertThat(okta.get("/Groups/" + id).text("displayName")).isEqualTo("Strict " + unique);
        assertThat(STRICT.facts(id)).containsExactly("scim.group.created");
    }

    @Test
    void r20_aPostAndAPutAreRefusedToo() {
        var a = user("a");
        var unknown = UUID.randomUUID().toString();
        assertRefused(okta.post("/Groups", OktaBodies.group("Never " + unique, a, unknown)), unknown);
        assertThat(okta.find("Groups", "displayName eq \"Never " + unique + "\"").body().path("totalResults").asInt(-1))
                .isZero();
        var id = group(a);
        assertRefused(okta.put("/Groups/" + id, OktaBodies.groupEcho(id, "Strict " + unique, unknown)), unknown);
        assertThat(okta.get("/Groups/" + id).body().path("members")).hasSize(1);
    }

    @Test
    void r20_knownMembersAndRemovalsOfNobodyStillWork() {
        var a = user("a");
        var id = group(a);
        var operations = List.of(OktaBodies.removeMember(UUID.randomUUID().toString()), addMembers(user("b")));
        assertThat(okta.patch("/Groups/" + id, patch(operations.toArray(String[]::new))).status()).isEqualTo(204);
        assertThat(okta.get("/Groups/" + id).body().path("members")).hasSize(2);
    }
}
