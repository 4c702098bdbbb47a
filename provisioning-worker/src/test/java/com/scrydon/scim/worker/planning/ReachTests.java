package com.scrydon.scim.worker.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamLinked;
import com.scrydon.scim.facts.TeamMembersChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R21")
class ReachTests {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID G = new UUID(0, 3);
    private static final UUID H = new UUID(0, 4);

    private final FactHeader header = FactHeader.newBuilder().setEventId(A).setType("t").setOrganisationId(A)
            .setEventSeq(1).setOccurredAt(Instant.EPOCH).setActor(new Actor("system", "s", "s")).setRequestId("r")
            .setCauseEventId(null).setRemoteAddress(null).build();

    @Test
    void aMemberDeltaReachesItsAccountsAndEverybodyBelowItsGroups() {
        var fact = group().setMembersChanged(
                new GroupMembersChanged(List.of(A), List.of(B), List.of(G), List.of(H))).build();
        assertThat(Reach.of(fact)).isEqualTo(
                new Reach(java.util.Set.of(A, B), java.util.Set.of(G, H), java.util.Set.of()));
    }

    @Test
    void aFactWithoutMembersReachesNobody() {
        assertThat(Reach.of(group().build())).isEqualTo(Reach.NOWHERE);
        assertThat(Reach.of(team().build())).isEqualTo(Reach.NOWHERE);
    }

    @Test
    void byHandAndKeptMembersAreReachedOneByOne() {
        var fact = team().setMembersChanged(new TeamMembersChanged(List.of(A), List.of(B), List.of(G), null)).build();
        assertThat(Reach.of(fact).accounts()).containsExactlyInAnyOrder(A, B, G);
    }

    @Test
    void linkingReachesEverybodyBelowTheGroupAndInTheTeam() {
        var fact = team().setLinked(new TeamLinked(G)).build();
        assertThat(Reach.of(fact).groups()).containsExactly(G);
        assertThat(Reach.of(fact).teams()).containsExactly(H);
    }

    @Test
    void deletingReachesEverybodyInTheTeam() {
        var deleted = FactHeader.newBuilder(header).setType("scim.team.deleted").build();
        assertThat(Reach.of(team().setHeader(deleted).build()))
                .isEqualTo(new Reach(java.util.Set.of(), java.util.Set.of(), java.util.Set.of(H)));
    }

    private GroupFact.Builder group() {
        return GroupFact.newBuilder().setHeader(header).setGroupId(G).setDisplayName("G").setVersion(1);
    }

    private TeamFact.Builder team() {
        return TeamFact.newBuilder().setHeader(header).setTeamId(H).setName("T");
    }
}
