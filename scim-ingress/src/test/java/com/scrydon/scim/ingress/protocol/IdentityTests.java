package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.ingress.harness.Together;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/** Who is who, whatever the form of the name (R8, R14b, R14c, R16). */
class IdentityTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final int ROUNDS = 20;

    private final Tenant tenant = INGRESS.tenant();

    private Answer post(String userName, String email, String more) {
        return tenant.scim("POST", "/Users", "{\"userName\":%s,\"emails\":[{\"value\":%s,\"primary\":true}]%s}"
                .formatted(StringNode.valueOf(userName), StringNode.valueOf(email), more));
    }

    private Answer post(String email) {
        return post(email, email, "");
    }

    private Answer invite(String email) {
        return INGRESS.managementOf(tenant.organisation(), "POST", "/accounts",
                "{\"email\":%s,\"kind\":\"person\"}".formatted(StringNode.valueOf(email)));
    }

    private Answer group(String name) {
        return tenant.scim("POST", "/Groups", "{\"displayName\":" + StringNode.valueOf(name) + "}");
    }

    private String team(Answer group) {
        return INGRESS.owner().sql("select name from directory.team where group_id = :id::uuid")
                .param("id", group.text("id")).query(String.class).single();
    }

    @Test
    void r14c_aLookAlikeLinksNothing() {
        var native1 = invite("adminkis@ex.example").text("id");
        for (var local : List.of("adm\u0130nkis", "adm\u0131nkis", "admin\u212ais", "adminki\u017f")) {
            var made = post(local + "@ex.example");
            assertThat(made.status()).as(local).isEqualTo(201);
            assertThat(made.text("id")).isNotEqualTo(native1);
            assertThat(tenant.filtered("/Users", "userName eq \"adminkis@ex.example\"").body().path("totalResults")
                    .asInt())
                    .as("the native one alone").isEqualTo(1);
        }
        assertThat(post("ADMINKIS@ex.example").text("id")).isEqualTo(native1);
    }

    @Test
    void r14c_formsOfOneAddressAreOneAccount() {
        var id = invite("caf\u00e9@b\u00fccher.example").text("id");
        assertThat(post(" cafe\u0301@xn--bcher-kva.example\u00a0").text("id")).isEqualTo(id);
        assertThat(post("CAF\u00e9@B\u00dcCHER.example").text("scimType")).isEqualTo("uniqueness");
        assertThat(tenant.filtered("/Users", "emails.value eq \"caf\u00e9@b\u00fccher.example\"").body()
                .path("totalResults")
                .asInt()).isEqualTo(1);
        assertThat(tenant.filtered("/Users", "userName eq \"CAFe\u0301@XN--BCHER-KVA.example\"").body()
                .path("totalResults")
                .asInt()).isEqualTo(1);
    }

    @Test
    void r14c_blanksAroundAUserNameAreNoOther() {
        assertThat(post("jd", "jd1@example.com", "").text("userName")).isEqualTo("jd");
        for (var twin : List.of("jd ", " jd", "jd\u00a0", "\u3000JD\t")) {
            assertThat(post(twin, "jd2@example.com", "").status()).as(twin).isEqualTo(409);
        }
        for (var unseen : List.of("jd\u200b", "j\u00add", "\ufeffjd", "j\u00a0d", "j\u202ed", "j\u0001d")) {
            assertThat(post(unseen, "jd3@example.com", "").text("scimType")).as(unseen).isEqualTo("invalidValue");
            assertThat(post("other", unseen + "@example.com", "").status()).isEqualTo(400);
            assertThat(invite(unseen + "@example.com").status()).isEqualTo(400);
        }
        assertThat(post("Barbara Jensen", "bj@example.com", "").status()).isEqualTo(201);
    }

    @Test
    void r14c_aUserNameTheIndexCannotHoldIsRefused() {
        assertThat(post("\ufb2c".repeat(499), "long@example.com", "").status()).isEqualTo(400);
        assertThat(group("\u1fb7".repeat(500)).status()).isEqualTo(201);
        assertThat(group("\u1fb7".repeat(500)).status()).isEqualTo(409);
    }

    @Test
    void r16_groupsThatNobodyCanTellApartAreOneName() {
        assertThat(group("Caf\u00e9 au  lait").status()).isEqualTo(201);
        for (var twin : List.of("Caf\u00e9 au lait ", " Cafe\u0301 au\u00a0lait", "CAF\u00c9 AU LAIT",
                "caf\u00e9\u200b au lait")) {
            assertThat(group(twin).status()).as(twin).isEqualTo(409);
        }
        assertThat(
                tenant.filtered("/Groups", "displayName eq \"cafe\u0301 au lait\"").body().path("totalResults").asInt())
                .isEqualTo(1);
        assertThat(INGRESS.managementOf(tenant.organisation(), "POST", "/teams", "{\"name\":\"Stra\u00dfe\"}").status())
                .isEqualTo(201);
        assertThat(team(group("STRASSE"))).isEqualTo("STRASSE (SCIM)");
        assertThat(
                INGRESS.managementOf(tenant.organisation(), "POST", "/teams", "{\"name\":\"stra\u00dfe \"}").status())
                .isEqualTo(409);
    }

    @Test
    void r14b_aDeletedUserIsInNobodysWay() {
        var first = post("a@example.com", "a@example.com", ",\"externalId\":\"X\"").text("id");
        tenant.scim("PATCH", "/Users/" + first, OktaBodies.active(false));
        var second = post("b@example.com", "b@example.com", ",\"externalId\":\"Y\"").text("id");
        assertThat(tenant.scim("DELETE", "/Users/" + second, "").status()).isEqualTo(204);
        var revived = post("b@example.com", "b@example.com", ",\"externalId\":\"X\"");
        assertThat(revived.status()).isEqualTo(201);
        assertThat(revived.text("id")).isEqualTo(first);
        assertThat(post("c@example.com", "b@example.com", ",\"externalId\":\"Z\"").status()).as("a live one").isEqualTo(
                409);
        // It gave the e-mail up: gone with the second owner, it comes back as the second owner.
        assertThat(tenant.scim("DELETE", "/Users/" + first, "").status()).isEqualTo(204);
        assertThat(post("b@example.com").text("id")).isEqualTo(first);
    }

    @Test
    void r14b_aPutMayTakeTheNamesOfADeletedUser() {
        var first = post("a@example.com").text("id");
        tenant.scim("PATCH", "/Users/" + first, OktaBodies.active(false));
        var second = post("b@example.com").text("id");
        tenant.scim("DELETE", "/Users/" + second, "");
        var put = tenant.scim("PUT", "/Users/" + first, """
                {"userName":"b@example.com","active":true,"emails":[{"value":"b@example.com","primary":true}]}""");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text("userName")).isEqualTo("b@example.com");
    }

    @Test
    void r14b_anInvitationMayTakeTheEmailOfADeletedUserAndTheLiveOneIsLinked() {
        var deleted = post("a@example.com", "a@example.com", ",\"externalId\":\"X\"").text("id");
        tenant.scim("DELETE", "/Users/" + deleted, "");
        var invited = invite("a@example.com");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(post("a@example.com", "a@example.com", ",\"externalId\":\"X\"").text("id")).isEqualTo(invited.text(
                "id"));
        assertThat(INGRESS.facts(deleted)).as("its history").containsExactly("scim.user.provisioned",
                "scim.user.deprovisioned");
    }

    @Test
    void r14_aDeletedUserIsRevivedByItsEmailWhileNobodyElseHasIt() {
        var deleted = post("a@example.com").text("id");
        tenant.scim("DELETE", "/Users/" + deleted, "");
        assertThat(post("A@example.com").text("id")).isEqualTo(deleted);
    }

    @Test
    void r14c_ofANativeCreationAndAPostAtOnceThePostLinks() {
        for (int round = 0; round < ROUNDS; round++) {
            var email = "race" + round + "@example.com";
            var answers = Together.run(List.<Callable<Answer>>of(() -> invite(email), () -> post(email)));
            assertThat(answers.getLast().status()).isEqualTo(201);
            assertThat(answers.getFirst().status()).isIn(201, 409);
            if (answers.getFirst().status() == 201) {
                assertThat(answers.getLast().text("id")).isEqualTo(answers.getFirst().text("id"));
            }
        }
    }
}
