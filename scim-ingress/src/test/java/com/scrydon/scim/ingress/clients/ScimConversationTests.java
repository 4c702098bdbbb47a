package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Okta sends, over real HTTP, and what it relies on. */
class ScimConversationTests {

    private final RunningIngress ingress = RunningIngress.INSTANCE;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void r1_withoutAGoodTokenEverythingIs401InScim() {
        for (var path : List.of("/Users", "/Groups", "/ServiceProviderConfig", "/nowhere")) {
            var answer = ingress.send("GET", "/api/auth/scim/v2" + path, "", "Bearer nonsense");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("status")).isEqualTo("401");
            assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void r24_whatTheContainerRefusesIsScimJson() {
        assertThat(ingress.scim("GET", "/Nothing", "").text("status")).isEqualTo("404");
        assertThat(ingress.scim("POST", "/Schemas", "{}").status()).isEqualTo(405);
        var malformed = ingress.scim("POST", "/Users", "{\"userName\":");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.text("scimType")).isEqualTo("invalidSyntax");
        assertThat(ingress.scim("GET", "/Users?filter=userName%20zz%20%22a%22", "").text("scimType"))
                .isEqualTo("invalidFilter");
    }

    @Test
    void r6_aUserIsCreatedWithALocationAndFoundByTheProbe() {
        var made = create("ana");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.raw().headers().firstValue("Location"))
                .contains(made.body().path("meta").path("location").asString());
        assertThat(made.body().path("active").asBoolean()).isTrue();
        assertThat(made.raw().body()).doesNotContain("password");
        var probe = ingress.scim("GET",
                "/Users?filter=userName%20eq%20%22ANA" + run + "%40X.IO%22&startIndex=1&count=100", "");
        assertThat(probe.body().path("totalResults").asInt()).isEqualTo(1);
        assertThat(facts(made.text("id"))).containsExactly("scim.user.provisioned");
    }

    @Test
    void r7_aNativeAccountIsLinkedByItsEmailAndNeverDuplicated() {
        var id = ingress.management("POST", "/accounts",
                "{\"email\":\"Bo" + run + "@x.io\",\"displayName\":\"Bo\",\"kind\":\"person\"}").text("id");
        var linked = create("bo");
        assertThat(linked.status()).isEqualTo(201);
        assertThat(linked.text("id")).isEqualTo(id);
        assertThat(facts(id)).containsExactly("scim.account.invited", "scim.user.linked");
        assertThat(create("bo").text("scimType")).isEqualTo("uniqueness");
    }

    @Test
    void r8_aServiceAccountIsNeitherLinkedNorListed() {
        ingress.management("POST", "/accounts",
                "{\"email\":\"bot" + run + "@x.io\",\"displayName\":\"B\",\"kind\":\"service\"}");
        assertThat(create("bot").status()).isEqualTo(409);
        assertThat(ingress.scim("GET", "/Users?filter=emails.value%20eq%20%22bot" + run + "%40x.io%22", "").body()
                .path("totalResults").asInt()).isZero();
    }

    @Test
    void r9_r12_deactivationAndReactivationKeepTheIdAndRepeatsChangeNothing() {
        var id = create("cy").text("id");
        var off = ingress.scim("PATCH", "/Users/" + id, active("false"));
        assertThat(off.body().path("active").asBoolean(true)).isFalse();
        assertThat(ingress.scim("PATCH", "/Users/" + id, active("\"False\"")).raw().headers().firstValue("ETag"))
                .isEqualTo(off.raw().headers().firstValue("ETag"));
        assertThat(create("cy").text("id")).isEqualTo(id);
        assertThat(facts(id)).containsExactly("scim.user.provisioned", "scim.user.deactivated",
                "scim.user.reactivated");
        var echo = ingress.scim("GET", "/Users/" + id, "").raw().body();
        assertThat(ingress.scim("PUT", "/Users/" + id, echo).status()).isEqualTo(200);
        assertThat(facts(id)).hasSize(3);
    }

    @Test
    void r10_userNameAndEmailOfAnActiveUserAreImmutableUserNameFirst() {
        var id = create("di").text("id");
        var both = ingress.scim("PUT", "/Users/" + id, body("other"));
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.text("scimType")).isEqualTo("mutability");
        assertThat(both.text("detail")).isEqualTo("userName is immutable via SCIM");
        var email = ingress.scim("PATCH", "/Users/" + id, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
                 {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"new%s@x.io"}]}""".formatted(run));
        assertThat(email.text("detail")).isEqualTo("email is immutable via SCIM");
    }

    @Test
    void r14_aDeletedUserIsGoneLeavesItsGroupsAndIsRevivedByItsEmail() {
        var id = create("ed").text("id");
        var group = group("Eds", member(id)).text("id");
        assertThat(ingress.scim("DELETE", "/Users/" + id, "").status()).isEqualTo(204);
        assertThat(ingress.scim("GET", "/Users/" + id, "").status()).isEqualTo(404);
        assertThat(ingress.scim("GET", "/Groups/" + group, "").body().path("members")).isEmpty();
        assertThat(facts(group)).containsExactly("scim.group.created", "scim.group.members_changed",
                "scim.group.members_changed");
        assertThat(create("ed").text("id")).isEqualTo(id);
    }

    @Test
    void r16_aPushedGroupGetsASuffixedTeamBesideANativeOneAndASecondGroupOfTheNameIs409() {
        ingress.management("POST", "/teams", "{\"name\":\"Engineering " + run + "\"}");
        var pushed = group("engineering " + run, "");
        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.text("displayName")).isEqualTo("engineering " + run);
        var teams = ingress.management("GET", "/teams?name=engineering%20" + run + "%20(SCIM)", "").body()
                .path("teams");
        assertThat(teams.get(0).path("groupId").asString()).isEqualTo(pushed.text("id"));
        assertThat(group("Engineering " + run, "").text("scimType")).isEqualTo("uniqueness");
    }

    @Test
    void r19_cyclesAndTooDeepNestingAreRefusedWithTheirTexts() {
        var ids = IntStream.rangeClosed(1, 5).mapToObj(i -> group("N" + i + run, "").text("id")).toList();
        for (int i = 0; i < 3; i++) {
            assertThat(add(ids.get(i), ids.get(i + 1)).status()).isEqualTo(204);
        }
        assertThat(add(ids.get(3), ids.get(4)).text("detail")).isEqualTo("nested group depth exceeds 3");
        assertThat(add(ids.get(2), ids.get(0)).text("detail")).isEqualTo("nested group would create a cycle");
        assertThat(add(ids.get(0), ids.get(0)).text("scimType")).isEqualTo("invalidValue");
    }

    @Test
    void r19_ofTwoHarmlessNestingsThatTogetherMakeACycleExactlyOneIsRefused() {
        for (int round = 0; round < 5; round++) {
            var a = group("A" + round + run, "").text("id");
            var b = group("B" + round + run, "").text("id");
            var statuses = together(List.of(() -> add(a, b).status(), () -> add(b, a).status()));
            assertThat(statuses).containsExactlyInAnyOrder(204, 400);
        }
    }

    @Test
    void r20_thirtyTwoParallelPatchesLoseNothingAndUnknownMembersAreSkipped() {
        var group = group("P" + run, "").text("id");
        var users = IntStream.range(0, 32).mapToObj(i -> create("p" + i).text("id")).toList();
        List<Callable<Integer>> patches = users.stream().<Callable<Integer>>map(u -> () -> add(group, u).status())
                .toList();
        assertThat(together(patches)).containsOnly(204);
        assertThat(ingress.scim("GET", "/Groups/" + group, "").body().path("members")).hasSize(32);
        assertThat(add(group, UUID.randomUUID().toString()).status()).isEqualTo(204);
        assertThat(facts(group)).hasSize(34).endsWith("scim.group.member_skipped");
    }

    @Test
    void r8_theSameUserCreatedTwiceAtOnceIsOneUser() {
        for (int round = 0; round < 5; round++) {
            var name = "race" + round;
            var statuses = together(List.of(() -> create(name).status(), () -> create(name).status()));
            assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void r18_aDeletedGroupLeavesItsTeamAndItsEffectiveMembersAndItsParents() {
        var user = create("fay").text("id");
        var child = group("Child" + run, member(user)).text("id");
        var parent = group("Parent" + run, member(child)).text("id");
        assertThat(ingress.scim("DELETE", "/Groups/" + child, "").status()).isEqualTo(204);
        assertThat(ingress.scim("GET", "/Groups/" + child, "").status()).isEqualTo(404);
        assertThat(ingress.scim("GET", "/Groups/" + parent, "").body().path("members")).isEmpty();
        assertThat(ingress.owner().sql("select count(*) from directory.team_member_kept where account_id = :a::uuid")
                .param("a", user).query(Integer.class).single()).isEqualTo(1);
        assertThat(facts(child)).endsWith("scim.group.members_changed", "scim.group.deleted");
        assertThat(facts(parent)).endsWith("scim.group.members_changed").hasSize(3);
    }

    @Test
    void r13_groupsOfAUserAreDirectAndIndirect() {
        var user = create("gil").text("id");
        var inner = group("Inner" + run, member(user)).text("id");
        group("Outer" + run, member(inner));
        var groups = ingress.scim("GET", "/Users/" + user, "").body().path("groups");
        assertThat(groups.valueStream().map(g -> g.path("type").asString())).containsExactlyInAnyOrder("direct",
                "indirect");
    }

    private Answer create(String name) {
        return ingress.scim("POST", "/Users", body(name));
    }

    private String body(String name) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s%2$s@x.io",
                 "name":{"givenName":"Ana","familyName":"Diaz"},"emails":[{"primary":true,"value":"%1$s%2$s@x.io","type":"work"}],
                 "displayName":"Ana","locale":"en-US","externalId":"%1$s%2$s","groups":[],"password":"secret-placeholder","active":true}
                """.formatted(name, run);
    }

    private static String active(String value) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":"
                + value + "}}]}";
    }

    private Answer group(String name, String members) {
        return ingress.scim("POST", "/Groups",
                "{\"displayName\":\"" + name + "\",\"members\":[" + members + "]}");
    }

    private static String member(String id) {
        return "{\"value\":\"" + id + "\"}";
    }

    private Answer add(String group, String member) {
        return ingress.scim("PATCH", "/Groups/" + group,
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[" + member(member) + "]}]}");
    }

    private List<String> facts(String key) {
        return ingress.owner().sql("select type from directory.outbox where key = :key order by id").param("key", key)
                .query(String.class).list();
    }

    private static List<Integer> together(List<Callable<Integer>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(ScimConversationTests::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int result(Future<Integer> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
