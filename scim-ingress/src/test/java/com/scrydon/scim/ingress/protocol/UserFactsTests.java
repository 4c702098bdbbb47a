package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.schemas.FactType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of a change of an account: one fact, named after whether the account lives, with the names of all that changed. */
@Tag("R31")
class UserFactsTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final FactCodec CODEC = new FactCodec(new SchemaPins(INGRESS.owner(), Optional.empty()));

    private final ScimClient okta = ScimClient.okta(INGRESS);
    private final String externalId = "00u" + UUID.randomUUID();
    private final String email = externalId + "@example.com";

    private String assigned() {
        return okta.post("/Users", OktaBodies.user(email, externalId)).text("id");
    }

    private void put(String id, String givenName, boolean active) {
        assertThat(okta.put("/Users/" + id, OktaBodies.echo(id, email, externalId, givenName, active)).status())
                .isEqualTo(200);
    }

    /** The newest facts of the account, as many as there are behind the first. */
    private List<UserFact> behindTheFirst(String id) {
        return INGRESS.owner().sql("select payload from directory.outbox where key = :key order by id offset 1")
                .param("key", id).query(byte[].class).list().stream()
                .map(payload -> CODEC.decode(payload, UserFact.class)).toList();
    }

    private static void assertThatItIs(UserFact fact, FactType type, String... changed) {
        assertThat(fact.getHeader().getType()).isEqualTo(type.typeName());
        assertThat(fact.getChangedAttributes()).as(type.typeName()).containsExactlyInAnyOrder(changed);
    }

    @Test
    void r31_aChangeOfActiveWithOtherAttributesIsOneFactThatNamesAll() {
        var id = assigned();
        put(id, "Anna", false);
        put(id, "Anne", false);
        put(id, "Ana", true);
        var facts = behindTheFirst(id);
        assertThat(facts).hasSize(3);
        assertThatItIs(facts.get(0), FactType.USER_DEACTIVATED, "active", "name");
        assertThatItIs(facts.get(1), FactType.USER_UPDATED, "name");
        assertThatItIs(facts.get(2), FactType.USER_REACTIVATED, "active", "name");
    }

    @Test
    void r31_aPatchOfActiveAndAnotherAttributeIsOneFact() {
        var id = assigned();
        assertThat(okta.patch("/Users/" + id, OktaBodies.patch(
                "{\"op\":\"replace\",\"value\":{\"active\":false,\"displayName\":\"Gone\"}}")).status()).isEqualTo(200);
        assertThat(behindTheFirst(id)).singleElement().satisfies(
                fact -> assertThatItIs(fact, FactType.USER_DEACTIVATED, "active", "displayName"));
    }

    /** It changes nothing that SCIM shows, but the account is not deprovisioned any more. */
    @Test
    void r14_aPostThatBringsADeletedUserBackInactiveIsTold() {
        var id = assigned();
        okta.delete("/Users/" + id);
        var back = okta.post("/Users",
                OktaBodies.user(email, externalId).replace("\"active\":true", "\"active\":false"));
        assertThat(back.text("id")).isEqualTo(id);
        assertThat(behindTheFirst(id)).last().satisfies(fact -> {
            assertThatItIs(fact, FactType.USER_UPDATED);
            assertThat(fact.getAccount().getDeprovisioned()).isFalse();
        });
    }

    /** To be linked is something else than a change of attributes. */
    @Test
    void r7_anAccountThatIsLinkedAndMadeActiveTellsBoth() {
        var id = INGRESS.management("POST", "/accounts",
                "{\"email\":\"" + email + "\",\"displayName\":\"Ana Diaz\",\"kind\":\"person\"}").text("id");
        okta.patch("/Users/" + id, OktaBodies.active(false));
        assertThat(assigned()).isEqualTo(id);
        assertThat(INGRESS.facts(id)).containsExactly("scim.account.invited", "scim.user.deactivated",
                "scim.user.linked", "scim.user.reactivated");
        var facts = behindTheFirst(id);
        assertThat(facts.get(1).getChangedAttributes()).contains("externalId").doesNotContain("active");
        assertThatItIs(facts.get(2), FactType.USER_REACTIVATED, "active");
    }
}
