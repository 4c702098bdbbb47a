package com.scrydon.scim.testkit.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The definition by examples small enough to check by hand: a chain of Groups of which the top one feeds a Team. */
@Tag("R29")
class DirectoryModelTests {

    private static final String TEAM = "team";

    private final DirectoryModel<String> model = new DirectoryModel<>();

    @BeforeEach
    void chain() {
        for (int i = 0; i < 5; i++) {
            model.addGroup("g" + i);
            model.setActive("a" + i, true);
            model.members("g" + i).add("a" + i);
        }
        for (int i = 1; i < 5; i++) {
            model.children("g" + (i - 1)).add("g" + i);
        }
        model.addTeam(TEAM);
        model.link(TEAM, "g0");
    }

    private Set<String> inTeam() {
        return model.effectiveMembers().getOrDefault(TEAM, Set.of());
    }

    @Test
    void r19_groupsBringMembersOverThreeLinksAndNoMore() {
        assertThat(inTeam()).containsExactly("a0", "a1", "a2", "a3");
        assertThat(model.atOrBelow("g1")).containsExactly("g1", "g2", "g3", "g4");
        model.children("g4").add("g4");
        assertThat(model.atOrBelow("g4")).containsExactly("g4");
    }

    @Test
    void whoIsNotActiveIsInNoTeamAndComesBack() {
        model.byHand(TEAM).add("a1");
        model.kept(TEAM).add("a1");
        model.setActive("a1", false);
        assertThat(inTeam()).containsExactly("a0", "a2", "a3");
        model.setActive("a1", true);
        assertThat(inTeam()).contains("a1");
        assertThat(model.isActive("nobody")).isFalse();
    }

    @Test
    void r16_byHandStaysWhateverGroupIsLinked() {
        model.addTeam("other");
        model.byHand("other").add("a4");
        model.link("other", "g0");
        assertThat(model.groupOf(TEAM)).isEmpty();
        assertThat(model.effectiveMembers()).containsExactly(Map.entry("other", Set.of("a0", "a1", "a2", "a3", "a4")),
                Map.entry(TEAM, Set.of()));
        assertThat(model.effectiveTeams()).hasSize(5).containsEntry("a4", Set.of("other"));
        model.unlink("other");
        assertThat(model.effectiveTeams()).containsExactly(Map.entry("a4", Set.of("other")));
    }

    @Test
    void r18_theTeamKeepsThoseOfADeletedGroupAndParentsLoseThem() {
        model.addTeam("above");
        model.link("above", "g0");
        model.link(TEAM, "g1");
        model.deleteGroup("g1", model.broughtBy("g1"));
        assertThat(inTeam()).containsExactly("a1", "a2", "a3", "a4");
        assertThat(model.effectiveTeams()).containsEntry("a0", Set.of("above")).containsEntry("a1", Set.of(TEAM));
        assertThat(model.groups()).containsExactly("g0", "g2", "g3", "g4");
        assertThatThrownBy(() -> model.members("g1")).hasMessage("the model knows no g1");
    }

    @Test
    void r19_noCycleAndNoChainOfMoreThanThreeLinksMayBeMade() {
        model.children("g3").clear();
        assertThat(model.mayNest("g0", "g0")).isFalse();
        assertThat(model.closesCycle("g3", "g0")).isTrue();
        assertThat(model.mayNest("g3", "g0")).isFalse();
        assertThat(model.closesCycle("g3", "g4")).isFalse();
        assertThat(model.mayNest("g3", "g4")).isFalse();
        assertThat(model.mayNest("g4", "g0")).isFalse();
        assertThat(List.of(model.mayNest("g2", "g4"), model.mayNest("g4", "g1"))).containsOnly(true);
        assertThat(model.mayNest("g2", "gone")).isFalse();
    }
}
