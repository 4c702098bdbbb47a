package com.scrydon.scim.ingress.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The management API over real HTTP (R37). The worker does not run here: what is in effect is written by the test. */
class ManagementTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String account(String kind) {
        return INGRESS.management("POST", "/accounts", """
                {"email":"m-%s-%s@example.com","displayName":"Max %s","kind":"%s"}"""
                .formatted(kind, unique, unique, kind)).text("id");
    }

    @Test
    void r37_accountsAreInvitedFoundAndUnique() {
        var id = account("person");
        assertThat(INGRESS.management("POST", "/accounts",
                "{\"email\":\"M-PERSON-%s@example.com\",\"kind\":\"person\"}".formatted(unique)).status())
                .isEqualTo(409);
        var found = INGRESS.management("GET", "/accounts?search=max%20" + unique + "&kind=person", "");
        assertThat(found.body().path("accounts").size()).isEqualTo(1);
        assertThat(found.body().path("accounts").path(0).path("id").asString()).isEqualTo(id);
        assertThat(INGRESS.management("GET", "/accounts/" + id, "").body().path("linked").asBoolean(true)).isFalse();
        assertThat(INGRESS.management("GET", "/accounts/" + UUID.randomUUID(), "").status()).isEqualTo(404);
        assertThat(INGRESS.management("GET", "/accounts/none", "").status()).isEqualTo(400);
        assertThat(INGRESS.owner().sql("select type from directory.outbox where key = :id").param("id", id)
                .query(String.class).list()).containsExactly("scim.account.invited");
    }

    @Test
    void r15_nativeAccountsAreImportedWithAnEmailThatOktaCanMatch() {
        var id = account("person");
        var user = INGRESS.scim("GET", "/Users/" + id, "");
        assertThat(user.body().path("emails").path(0).path("primary").asBoolean()).isTrue();
        assertThat(user.text("displayName")).isEqualTo("Max " + unique);
        var service = account("service");
        assertThat(INGRESS.scim("GET", "/Users/" + service, "").status()).isEqualTo(404);
    }

    @Test
    void r7_aPutOnAnImportedAccountLinksIt() {
        var id = account("person");
        var put = INGRESS.scim("PUT", "/Users/" + id, """
                {"userName":"login-%1$s","externalId":"okta-%1$s","active":true,
                 "emails":[{"value":"m-person-%1$s@example.com","primary":true,"type":"work"}]}""".formatted(unique));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text("userName")).isEqualTo("login-" + unique);
        assertThat(INGRESS.owner().sql("select type from directory.outbox where key = :id order by event_seq")
                .param("id", id).query(String.class).list())
                .containsExactly("scim.account.invited", "scim.user.linked");
    }

    @Test
    void r37_teamsAreMadeRenamedAndFilledByHand() {
        var account = account("person");
        var id = INGRESS.management("POST", "/teams", "{\"name\":\"Core " + unique + "\"}").text("id");
        assertThat(INGRESS.management("POST", "/teams", "{\"name\":\"CORE " + unique + "\"}").status()).isEqualTo(409);
        assertThat(INGRESS.management("PUT", "/teams/" + id + "/members/" + account, "").status()).isEqualTo(204);
        assertThat(INGRESS.management("PUT", "/teams/" + id + "/members/" + account, "").status()).isEqualTo(204);
        assertThat(INGRESS.management("PATCH", "/teams/" + id, "{\"name\":\"Kern " + unique + "\"}").text("name"))
                .isEqualTo("Kern " + unique);
        assertThat(INGRESS.management("GET", "/teams?name=kern%20" + unique, "").body().path("teams").path(0)
                .path("id").asString()).isEqualTo(id);
        assertThat(INGRESS.management("DELETE", "/teams/" + id + "/members/" + account, "").status()).isEqualTo(204);
        assertThat(INGRESS.management("PUT", "/teams/" + id + "/members/" + UUID.randomUUID(), "").status())
                .isEqualTo(404);
        assertThat(INGRESS.owner().sql("select type from directory.outbox where key = :id order by event_seq")
                .param("id", id).query(String.class).list()).containsExactly("scim.team.created",
                        "scim.team.members_changed", "scim.team.renamed", "scim.team.members_changed");
    }

    @Test
    void r38_membersInEffectAreShownWithTheirReasons() {
        var account = account("person");
        var child = INGRESS.scim("POST", "/Groups",
                "{\"displayName\":\"Child %s\",\"members\":[\"%s\"]}".formatted(unique, account)).text("id");
        var parent = INGRESS.scim("POST", "/Groups",
                "{\"displayName\":\"Parent %s\",\"members\":[\"%s\"]}".formatted(unique, child)).text("id");
        var team = INGRESS.owner().sql("select id from directory.team where group_id = :id")
                .param("id", UUID.fromString(parent)).query(UUID.class).single();
        INGRESS.owner().sql("""
                insert into membership.team_member (account_id, team_id, organisation_id, since)
                select :account, :team, organisation_id, now() from directory.team where id = :team
                """).param("account", UUID.fromString(account)).param("team", team).update();
        INGRESS.management("PUT", "/teams/" + team + "/members/" + account, "");
        var member = INGRESS.management("GET", "/teams/" + team + "/members?count=1", "").body().path("members")
                .path(0);
        assertThat(member.path("accountId").asString()).isEqualTo(account);
        assertThat(member.path("direct").asBoolean(true)).isFalse();
        assertThat(member.path("byHand").asBoolean()).isTrue();
        assertThat(member.path("kept").asBoolean(true)).isFalse();
        assertThat(member.path("throughGroups").path(0).path("displayName").asString()).isEqualTo("Child " + unique);
        var mine = INGRESS.management("GET", "/accounts/" + account + "/teams", "").body().path("teams").path(0);
        assertThat(mine.path("name").asString()).isEqualTo("Parent " + unique);
        assertThat(mine.path("throughGroups").size()).isEqualTo(1);
        assertThat(INGRESS.management("GET", "/teams/" + team, "").body().path("memberCount").asInt()).isEqualTo(1);
    }
}
