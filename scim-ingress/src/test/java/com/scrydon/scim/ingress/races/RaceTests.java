package com.scrydon.scim.ingress.races;

import static com.scrydon.scim.ingress.harness.OktaBodies.addMembers;
import static com.scrydon.scim.ingress.harness.OktaBodies.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.ingress.harness.Together;
import com.scrydon.scim.testkit.http.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two or more requests at the same moment, each fine on its own: exactly as many succeed as may. */
@Tag("slow")
class RaceTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final int ROUNDS = 15;

    private final ScimClient okta = ScimClient.okta(INGRESS);
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String user(String name) {
        return okta.post("/Users", OktaBodies.user(name + "-" + unique + "@example.com", name + unique)).text("id");
    }

    private String group(String name, String... members) {
        return okta.post("/Groups", OktaBodies.group(name + " " + unique, members)).text("id");
    }

    private int nest(String parent, String child) {
        return okta.patch("/Groups/" + parent, patch(addMembers(child))).status();
    }

    private List<String> members(String id) {
        return okta.get("/Groups/" + id).body().path("members").valueStream().map(m -> m.path("value").asString())
                .toList();
    }

    private static List<Integer> statuses(List<Callable<Answer>> calls) {
        return Together.run(calls).stream().map(Answer::status).toList();
    }

    @Test
    void r8_theSameUserCreatedByFourAtOnceIsOneUser() {
        for (int round = 0; round < ROUNDS; round++) {
            var body = OktaBodies.user("same%d-%s@example.com".formatted(round, unique), "same" + round + unique);
            var answers = Together.run(Collections.<Callable<Answer>>nCopies(4, () -> okta.post("/Users", body)));
            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409, 409);
            var id = answers.stream().filter(a -> a.status() == 201).findFirst().orElseThrow().text("id");
            assertThat(INGRESS.facts(id)).containsExactly("scim.user.provisioned");
        }
    }

    @Test
    void r8_oneExternalIdForTwoPeopleAtOnceIsGivenOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            var externalId = "ext" + round + unique;
            var name = "%s" + round + "-" + unique + "@example.com";
            assertThat(statuses(List.of(() -> okta.post("/Users", OktaBodies.user(name.replace("%s", "l"), externalId)),
                    () -> okta.post("/Users", OktaBodies.user(name.replace("%s", "r"), externalId)))))
                    .containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void r7_aNativeAccountIsLinkedOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            var email = "native%d-%s@example.com".formatted(round, unique);
            var id = INGRESS.management("POST", "/accounts",
                    "{\"email\":\"" + email + "\",\"displayName\":\"N\",\"kind\":\"person\"}").text("id");
            var body = OktaBodies.user(email, "nat" + round + unique);
            assertThat(statuses(List.of(() -> okta.post("/Users", body), () -> okta.post("/Users", body))))
                    .containsExactlyInAnyOrder(201, 409);
            assertThat(INGRESS.facts(id)).containsExactly("scim.account.invited", "scim.user.linked");
        }
    }

    @Test
    void r9_twoRevivalsAtOnceReviveOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            var body = OktaBodies.user("rev%d-%s@example.com".formatted(round, unique), "rev" + round + unique);
            var id = okta.post("/Users", body).text("id");
            okta.patch("/Users/" + id, OktaBodies.active(false));
            assertThat(statuses(List.of(() -> okta.post("/Users", body), () -> okta.post("/Users", body))))
                    .containsExactlyInAnyOrder(201, 409);
            assertThat(INGRESS.facts(id)).containsExactly("scim.user.provisioned", "scim.user.deactivated",
                    "scim.user.reactivated");
        }
    }

    @Test
    void r16_theSameGroupPushedTwiceAtOnceIsOneGroupWithOneTeam() {
        for (int round = 0; round < ROUNDS; round++) {
            var name = "Push" + round + " " + unique;
            assertThat(statuses(List.of(() -> okta.post("/Groups", OktaBodies.group(name)),
                    () -> okta.post("/Groups", OktaBodies.group(name))))).containsExactlyInAnyOrder(201, 409);
            assertThat(INGRESS.owner().sql("select count(*) from directory.team where name like :name || '%'")
                    .param("name", name).query(Integer.class).single()).isEqualTo(1);
        }
    }

    @Test
    void r16_aGroupAndANativeTeamOfOneNameAtOnceBothGetTheirs() {
        for (int round = 0; round < ROUNDS; round++) {
            var name = "Both" + round + " " + unique;
            var statuses = statuses(List.of(() -> okta.post("/Groups", OktaBodies.group(name)),
                    () -> INGRESS.management("POST", "/teams", "{\"name\":\"" + name + "\"}")));
            // The one who comes second: a Group takes the suffix, a native Team is refused.
            assertThat(statuses.getFirst()).isEqualTo(201);
            assertThat(statuses.getLast()).isIn(201, 409);
        }
    }

    @Test
    void r17_twoRenamesToOneNameAtOnceAreOneRename() {
        for (int round = 0; round < ROUNDS; round++) {
            var a = group("RenA" + round);
            var b = group("RenB" + round);
            var name = "Ren" + round + " " + unique;
            assertThat(statuses(List.of(() -> okta.patch("/Groups/" + a, patch(OktaBodies.rename(a, name))),
                    () -> okta.patch("/Groups/" + b, patch(OktaBodies.rename(b, name))))))
                    .containsExactlyInAnyOrder(204, 409);
        }
    }

    @Test
    void r19_threeNestingsThatTogetherMakeACycleAreTwo() {
        for (int round = 0; round < ROUNDS; round++) {
            var a = group("CycA" + round);
            var b = group("CycB" + round);
            var c = group("CycC" + round);
            assertThat(Together.run(List.<Callable<Integer>>of(() -> nest(a, b), () -> nest(b, c), () -> nest(c, a))))
                    .containsExactlyInAnyOrder(204, 204, 400);
        }
    }

    @Test
    void r19_twoNestingsThatTogetherMakeFourLinksAreOne() {
        for (int round = 0; round < ROUNDS; round++) {
            var e = group("DepE" + round);
            var d = group("DepD" + round, e);
            var c = group("DepC" + round);
            var b = group("DepB" + round);
            var a = group("DepA" + round, b);
            assertThat(Together.run(List.<Callable<Integer>>of(() -> nest(b, c), () -> nest(c, d))))
                    .containsExactlyInAnyOrder(204, 400);
            assertThat(members(b).size() + members(c).size()).isEqualTo(1);
            assertThat(members(a)).containsExactly(b);
        }
    }

    @Test
    void r19_aPutAndAPostNestUnderTheSameRule() {
        for (int round = 0; round < ROUNDS; round++) {
            var a = group("PutA" + round);
            var b = group("PutB" + round);
            var put = OktaBodies.groupEcho(a, "PutA" + round + " " + unique, b);
            assertThat(statuses(List.of(() -> okta.put("/Groups/" + a, put),
                    () -> okta.patch("/Groups/" + b, patch(addMembers(a))))))
                    .isIn(List.of(200, 400), List.of(400, 204));
        }
    }

    @Test
    void r20_thirtyTwoParallelPatchesOfOneGroupLoseNothing() {
        var before = IntStream.range(0, 16).mapToObj(i -> user("old" + i)).toList();
        var added = IntStream.range(0, 16).mapToObj(i -> user("new" + i)).toList();
        var id = group("Parallel", before.toArray(String[]::new));
        var calls = new ArrayList<Callable<Answer>>();
        added.forEach(u -> calls.add(() -> okta.patch("/Groups/" + id, patch(addMembers(u)))));
        before.forEach(u -> calls.add(() -> okta.patch("/Groups/" + id, patch(OktaBodies.removeMember(u)))));
        assertThat(statuses(calls)).containsOnly(204);
        assertThat(members(id)).containsExactlyInAnyOrderElementsOf(added);
        assertThat(okta.get("/Groups/" + id).body().path("meta").path("version").asString()).isEqualTo("W/\"33\"");
        assertThat(INGRESS.facts(id)).hasSize(34);
    }

    @Test
    void r20_theSamePatchByEightAtOnceChangesOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            var user = user("rep" + round);
            var id = group("Repeat" + round);
            assertThat(statuses(Collections.<Callable<Answer>>nCopies(8,
                    () -> okta.patch("/Groups/" + id, patch(addMembers(user)))))).containsOnly(204);
            assertThat(INGRESS.facts(id)).containsExactly("scim.group.created", "scim.group.members_changed");
        }
    }

    @Test
    void r14_aUserWhoIsDeletedWhileGroupsTakeThemInIsInNone() {
        for (int round = 0; round < 8; round++) {
            var user = user("gone" + round);
            int number = round;
            var groups = IntStream.range(0, 15).mapToObj(i -> group("Gone" + number + "-" + i)).toList();
            var calls = Stream.concat(
                    groups.stream()
                            .<Callable<Answer>>map(g -> () -> okta.patch("/Groups/" + g, patch(addMembers(user)))),
                    Stream.<Callable<Answer>>of(() -> okta.delete("/Users/" + user))).toList();
            assertThat(statuses(calls)).containsOnly(204);
            assertThat(groups).allSatisfy(g -> assertThat(members(g)).isEmpty());
        }
    }

    @Test
    void r23_ofTwoChangesWithTheSameIfMatchOneIsRefused() {
        for (int round = 0; round < ROUNDS; round++) {
            var id = user("tag" + round);
            var guard = Map.of("If-Match", "W/\"1\"");
            var titles = List.of("a", "b").stream().<Callable<Answer>>map(title -> () -> okta.send("PATCH",
                    "/Users/" + id, patch("{\"op\":\"add\",\"path\":\"title\",\"value\":\"" + title + "\"}"), guard))
                    .toList();
            assertThat(statuses(titles)).containsExactlyInAnyOrder(200, 412);
        }
    }
}
