package com.scrydon.scim.ingress.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Linking a Group to a native Team over real HTTP (R16), and what deleting a Group says about its Team (R18). */
@Tag("R16")
class TeamLinkTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String group(String name) {
        return INGRESS.scim("POST", "/Groups", "{\"displayName\":\"%s %s\"}".formatted(name, unique)).text("id");
    }

    private String team(String name) {
        return INGRESS.management("POST", "/teams", "{\"name\":\"%s %s\"}".formatted(name, unique)).text("id");
    }

    private Answer link(String team, String group) {
        return INGRESS.management("PUT", "/teams/" + team + "/group", "{\"groupId\":\"%s\"}".formatted(group));
    }

    private static String teamOf(String group) {
        return INGRESS.owner().sql("select id from directory.team where group_id = :id")
                .param("id", UUID.fromString(group)).query(UUID.class).optional().map(UUID::toString).orElse("none");
    }

    private static List<String> facts(String key) {
        return INGRESS.owner().sql("select type from directory.outbox where key = :id order by event_seq")
                .param("id", key).query(String.class).list();
    }

    @Test
    void r16_aLinkedGroupGivesItsOwnTeamUpAndMembersByHandStay() {
        var native1 = team("Native");
        var group = group("Pushed");
        var own = teamOf(group);
        var account = INGRESS.management("POST", "/accounts",
                "{\"email\":\"l-%s@example.com\",\"kind\":\"person\"}".formatted(unique)).text("id");
        INGRESS.management("PUT", "/teams/" + native1 + "/members/" + account, "");

        var linked = link(native1, group);

        assertThat(linked.status()).isEqualTo(200);
        assertThat(linked.text("groupId")).isEqualTo(group);
        assertThat(teamOf(group)).isEqualTo(native1);
        assertThat(facts(native1)).containsExactly("scim.team.created", "scim.team.members_changed",
                "scim.team.linked");
        assertThat(facts(own)).containsExactly("scim.team.created", "scim.team.unlinked");
        assertThat(INGRESS.management("GET", "/teams/" + own, "").body().has("groupId")).isFalse();
        assertThat(INGRESS.owner().sql("select count(*) from directory.team_member_by_hand where team_id = :id")
                .param("id", UUID.fromString(native1)).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void r16_linkingAgainIsNoChangeAndUnlinkingEndsIt() {
        var native1 = team("Native");
        var group = group("Pushed");
        link(native1, group);
        assertThat(link(native1, group).status()).isEqualTo(200);
        assertThat(INGRESS.management("DELETE", "/teams/" + native1 + "/group", "").status()).isEqualTo(204);
        assertThat(INGRESS.management("DELETE", "/teams/" + native1 + "/group", "").status()).isEqualTo(204);
        assertThat(teamOf(group)).isEqualTo("none");
        assertThat(INGRESS.scim("GET", "/Groups/" + group, "").status()).isEqualTo(200);
        assertThat(link(native1, group).status()).isEqualTo(200);
        assertThat(facts(native1)).containsExactly("scim.team.created", "scim.team.linked", "scim.team.unlinked",
                "scim.team.linked");
    }

    @Test
    void r16_aTeamThatAGroupFeedsTakesNoOther() {
        var first = group("First");
        assertThat(link(teamOf(first), group("Second")).status()).isEqualTo(409);
        assertThat(facts(teamOf(first))).containsExactly("scim.team.created");
    }

    @Test
    void r3_whatIsNotThereIsNotLinked() {
        var native1 = team("Native");
        assertThat(link(native1, UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(link(UUID.randomUUID().toString(), group("Pushed")).status()).isEqualTo(404);
        assertThat(INGRESS.management("PUT", "/teams/" + native1 + "/group", "{}").status()).isEqualTo(400);
        assertThat(INGRESS.management("DELETE", "/teams/" + UUID.randomUUID() + "/group", "").status())
                .isEqualTo(404);
        assertThat(facts(native1)).containsExactly("scim.team.created");
    }

    @Test
    void r16_groupsThatAreLinkedToOneTeamAtOnceLeaveItWithOneOfThem() {
        var native1 = team("Native");
        var groups = IntStream.range(0, 6).mapToObj(i -> group("Racer " + i)).toList();
        var answers = groups.parallelStream().map(group -> link(native1, group).status()).toList();
        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(5);
        assertThat(facts(native1)).containsExactly("scim.team.created", "scim.team.linked");
        assertThat(groups.stream().filter(group -> teamOf(group).equals(native1))).hasSize(1);
    }

    @Test
    void r18_deletingAGroupSaysThatItsTeamIsUnlinked() {
        var group = group("Pushed");
        var own = teamOf(group);
        assertThat(INGRESS.scim("DELETE", "/Groups/" + group, "").status()).isEqualTo(204);
        assertThat(facts(own)).containsExactly("scim.team.created", "scim.team.unlinked");
    }

    @Test
    void r18_aGroupThatIsDeletedAfterItWasUnlinkedLeavesTeamsAlone() {
        var group = group("Pushed");
        var own = teamOf(group);
        INGRESS.management("DELETE", "/teams/" + own + "/group", "");
        assertThat(INGRESS.scim("DELETE", "/Groups/" + group, "").status()).isEqualTo(204);
        assertThat(facts(own)).containsExactly("scim.team.created", "scim.team.unlinked");
    }
}
