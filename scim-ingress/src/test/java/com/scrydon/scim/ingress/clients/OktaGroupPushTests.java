package com.scrydon.scim.ingress.clients;

import static com.scrydon.scim.ingress.harness.OktaBodies.addMembers;
import static com.scrydon.scim.ingress.harness.OktaBodies.group;
import static com.scrydon.scim.ingress.harness.OktaBodies.groupEcho;
import static com.scrydon.scim.ingress.harness.OktaBodies.patch;
import static com.scrydon.scim.ingress.harness.OktaBodies.removeMember;
import static com.scrydon.scim.ingress.harness.OktaBodies.rename;
import static com.scrydon.scim.ingress.harness.OktaBodies.replaceMembers;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Group Push of Okta, catalogue apps (PATCH) and wizard apps (GET and PUT of everything). */
@Tag("R24")
class OktaGroupPushTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient okta = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String name = "Engineering " + unique;

    private String user(int number) {
        return okta.post("/Users", OktaBodies.user("g" + number + "-" + unique + "@example.com", unique + number))
                .text("id");
    }

    private String pushed(String... members) {
        assertThat(found(name)).isEmpty();
        var created = okta.post("/Groups", group(name, members));
        assertThat(created.status()).isEqualTo(201);
        return created.text("id");
    }

    private List<String> found(String displayName) {
        return okta.find("Groups", "displayName eq \"" + displayName + "\"").body().path("Resources").valueStream()
                .map(g -> g.path("id").asString()).toList();
    }

    private List<String> members(String id) {
        return okta.get("/Groups/" + id).body().path("members").valueStream().map(m -> m.path("value").asString())
                .toList();
    }

    private Answer patched(String id, String... operations) {
        var answer = okta.patch("/Groups/" + id, patch(operations));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        return answer;
    }

    private static String team(String groupId) {
        return INGRESS.owner().sql("select name from directory.team where group_id = :id")
                .param("id", UUID.fromString(groupId)).query(String.class).single();
    }

    @Test
    void c9312_aNewPushLooksTheNameUpAndCreates() {
        var id = pushed();
        assertThat(found(name)).containsExactly(id);
        assertThat(found(name.toUpperCase(java.util.Locale.ROOT))).containsExactly(id);
        assertThat(INGRESS.facts(id)).containsExactly("scim.group.created");
        assertThat(team(id)).isEqualTo(name);
    }

    @Test
    void r16_theTeamOfAPushedGroupIsToldByAFactOfItsOwnThatNamesTheGroup() {
        var id = pushed();
        var team = INGRESS.owner().sql("select id from directory.team where group_id = :id")
                .param("id", UUID.fromString(id)).query(UUID.class).single();
        assertThat(INGRESS.facts(team.toString())).containsExactly("scim.team.created");
        var payload = INGRESS.owner().sql("select payload from directory.outbox where key = :team and event_seq = 1")
                .param("team", team.toString()).query(byte[].class).single();
        var created = new FactCodec(new SchemaPins(INGRESS.owner(), Optional.empty())).decode(payload, TeamFact.class);
        assertThat(created.getName()).isEqualTo(name);
        assertThat(created.getGroupId()).contains(UUID.fromString(id));
    }

    @Test
    void c9312_wizardAppsReadAndPutTheWholeMembershipRightAfter() {
        var a = user(1);
        var id = pushed();
        assertThat(okta.get("/Groups/" + id).status()).isEqualTo(200);
        var put = okta.put("/Groups/" + id, groupEcho(id, name, a));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().path("members").path(0).path("type").asString()).isEqualTo("User");
        var same = okta.put("/Groups/" + id, groupEcho(id, name, a));
        assertThat(same.body().path("meta")).isEqualTo(put.body().path("meta"));
        assertThat(INGRESS.facts(id)).containsExactly("scim.group.created", "scim.group.members_changed");
    }

    @Test
    void c9315_linkingAndRenamingAnExistingGroupTakesTheNewNameButTheTeamKeepsItsOwn() {
        var id = pushed();
        patched(id, rename(id, name + " EMEA"));
        assertThat(found(name + " EMEA")).containsExactly(id);
        assertThat(found(name)).isEmpty();
        assertThat(team(id)).isEqualTo(name);
    }

    @Test
    void c9330_linkingWithoutARenameRepeatsTheNameWithoutAnEvent() {
        var a = user(1);
        var id = pushed(a);
        patched(id, rename(id, name), addMembers(a));
        assertThat(INGRESS.facts(id)).hasSize(2);
        assertThat(okta.patch("/Groups/" + id, patch(rename(UUID.randomUUID().toString(), name))).text("scimType"))
                .isEqualTo("mutability");
    }

    @Test
    void c9316_c9317_pushNowOverwritesAndAnEmptiedGroupIsEmpty() {
        var a = user(1);
        var b = user(2);
        var id = pushed(a);
        patched(id, replaceMembers(b));
        assertThat(members(id)).containsExactly(b);
        patched(id, replaceMembers());
        assertThat(members(id)).isEmpty();
        var put = okta.put("/Groups/" + id, groupEcho(id, name, a, b));
        assertThat(put.body().path("members")).hasSize(2);
        assertThat(okta.put("/Groups/" + id, groupEcho(id, name)).body().path("members")).isEmpty();
    }

    @Test
    void c9318_unlinkingWithDeletionEndsTheGroupAndKeepsTheTeam() {
        var id = pushed(user(1));
        assertThat(okta.delete("/Groups/" + id).status()).isEqualTo(204);
        assertThat(okta.get("/Groups/" + id).status()).isEqualTo(404);
        assertThat(okta.delete("/Groups/" + id).status()).isEqualTo(404);
        assertThat(okta.patch("/Groups/" + id, patch(replaceMembers())).status()).isEqualTo(404);
        assertThat(found(name)).isEmpty();
        assertThat(INGRESS.management("GET", "/teams?name=" + ScimClient.encoded(name), "").body().path("teams"))
                .hasSize(1);
    }

    @Test
    void c9319_c9320_c9321_aPushThatRestsAndComesBackContinuesWhereItWas() {
        var a = user(1);
        var id = pushed(a);
        assertThat(found(name)).containsExactly(id);
        patched(id, rename(id, name), replaceMembers(a));
        assertThat(members(id)).containsExactly(a);
        assertThat(INGRESS.facts(id)).hasSize(2);
    }

    @Test
    void c9332_c9333_membersAreAddedAndRemovedInOneRequest() {
        var a = user(1);
        var b = user(2);
        var id = pushed();
        patched(id, addMembers(a));
        patched(id, addMembers(a));
        patched(id, removeMember(a), addMembers(b));
        assertThat(members(id)).containsExactly(b);
        patched(id, removeMember(a));
        assertThat(INGRESS.facts(id)).hasSize(3);
    }

    @Test
    void r16_aNativeTeamOfTheNameIsLeftAloneAndTheGroupKeepsItsName() {
        INGRESS.management("POST", "/teams", "{\"name\":\"" + name + "\"}");
        var id = pushed();
        assertThat(team(id)).isEqualTo(name + " (SCIM)");
        assertThat(okta.put("/Groups/" + id, groupEcho(id, name)).text("displayName")).isEqualTo(name);
        assertThat(found(name)).containsExactly(id);
        assertThat(okta.post("/Groups", group(name)).text("scimType")).isEqualTo("uniqueness");
    }

    @Test
    void r19_aMemberWithoutATypeMayBeAGroup() {
        var child = okta.post("/Groups", group("Child " + unique, user(1))).text("id");
        var id = pushed(child);
        assertThat(okta.get("/Groups/" + id).body().path("members").path(0).path("type").asString())
                .isEqualTo("Group");
    }

    @Test
    void r20_anUnknownMemberDoesNotLoseTheWholePush() {
        var a = user(1);
        var foreign = okta.withToken(INGRESS.newOrganisation())
                .post("/Users", OktaBodies.user("f-" + unique + "@example.com", unique)).text("id");
        var id = pushed();
        patched(id, addMembers("fake-member-id", UUID.randomUUID().toString(), foreign, a));
        assertThat(members(id)).containsExactly(a);
        assertThat(INGRESS.facts(id)).containsExactly("scim.group.created", "scim.group.members_changed",
                "scim.group.member_skipped");
    }

    @Test
    void r22_manyMembersComeInOnePatch() {
        var users = IntStream.range(0, 256).mapToObj(this::user).toArray(String[]::new);
        var id = pushed();
        patched(id, addMembers(users));
        assertThat(members(id)).hasSize(256);
        assertThat(okta.get("/Groups/" + id + "?excludedAttributes=members").body().has("members")).isFalse();
    }
}
