package com.scrydon.scim.audit.entries;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.audit.TestFacts;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMemberSkipped;
import com.scrydon.scim.facts.TeamFact;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person reads in the audit log for each kind of fact. */
class FactReaderTests {

    @Test
    void r31_userFactNamesTheAccountAndTheNewValues() {
        var entry = UserEntries.of(TestFacts.user(TestFacts.header("scim.user.updated", 3), "ada@example.com",
                List.of("title", "name.givenName", "nickName")));

        assertThat(entry.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(EntryJson.targets(entry)).isEqualTo(
                "[{\"kind\":\"account\",\"id\":\"" + TestFacts.ACCOUNT + "\",\"display\":\"ada@example.com\"}]");
        assertThat(EntryJson.changes(entry)).isEqualTo("{\"changed\":[\"title\",\"name.givenName\",\"nickName\"],"
                + "\"after\":{\"userName\":\"ada@example.com\",\"externalId\":\"00u1\",\"active\":true,\"linked\":true,"
                + "\"title\":\"Engineer\",\"name.givenName\":\"Ada\"}}");
    }

    @Test
    void r31_membershipFactIsAboutTheAccountAndItsTeams() {
        var entry = MembershipEntries.of(TestFacts.gained(1)).named(Map.of(TestFacts.ACCOUNT.toString(), "ada@e.com"));

        assertThat(entry.targetNames()).containsExactly(TestFacts.ACCOUNT.toString(), "ada@e.com",
                TestFacts.TEAM.toString(), "engineering");
        assertThat(EntryJson.changes(entry)).contains("\"gained\":[{\"kind\":\"team\"", "\"delayMillis\":42")
                .doesNotContain("lost");
    }

    @Test
    void r31_renamedTeamTellsBothNames() {
        assertThat(EntryJson.changes(TeamEntries.of(TestFacts.renamed(2))))
                .contains("\"from\":\"Engineering\"", "\"to\":\"Platform\"");
    }

    @Test
    void r31_aDeletedTeamIsNamed() {
        var fact = TeamFact.newBuilder(TestFacts.renamed(2)).setHeader(TestFacts.header("scim.team.deleted", 3))
                .setRenamed(null).setGroupId(null).build();
        var entry = TeamEntries.of(fact);
        assertThat(entry.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(entry.targetNames()).contains(TestFacts.TEAM.toString(), "platform");
        assertThat(EntryJson.changes(entry)).isEqualTo("{}");
    }

    @Test
    void r31_membersOfAGroupAreNamedUpToTheBoundAndKeepTheirIdsBeyondIt() {
        var accounts = IntStream.range(0, 250).mapToObj(i -> new UUID(1, i)).toList();
        var entry = GroupEntries.of(TestFacts.membersAdded(1, accounts));

        assertThat(Naming.unnamed(entry, Kind.ACCOUNT)).hasSize(Naming.NAMED_PER_LIST);
        assertThat(EntryJson.changes(entry.named(Map.of(accounts.getFirst().toString(), "ada@example.com"))))
                .contains("\"ada@example.com\"", accounts.getLast().toString());
    }

    @Test
    void r31_refusalsAndSkippedMembersAreRefused() {
        var refused = AccessEntries.of(TestFacts.refused("/api/auth/scim/v2/Groups"));
        var skipped = GroupEntries.of(new GroupFact(TestFacts.header("scim.group.member_skipped", 4), TestFacts.GROUP,
                "Engineering", null, null, 2L, null, null, null, null, new GroupMemberSkipped(List.of("nobody"))));

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(EntryJson.changes(refused)).contains("\"status\":400", "nested group depth exceeds 3");
        assertThat(skipped.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(EntryJson.changes(skipped)).isEqualTo("{\"unknownMembers\":[\"nobody\"]}");
    }
}
