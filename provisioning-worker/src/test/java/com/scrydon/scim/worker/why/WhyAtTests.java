package com.scrydon.scim.worker.why;

import static com.scrydon.scim.worker.why.AuditLog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.testkit.SettableClock;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.why.Why.OfGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Why at past moments, from records as the audit sink writes them. */
@Tag("slow")
@Tag("R38")
class WhyAtTests {

    private static final UUID ORGANISATION = new UUID(7, 7);
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID ACCOUNT = new UUID(1, 0);
    private static final UUID TEAM = new UUID(2, 0);
    private static final UUID CHILD = new UUID(3, 1);
    private static final UUID PARENT = new UUID(3, 2);

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final AuditLog log = new AuditLog(owner, ORGANISATION);
    private final WhyAtController api;

    WhyAtTests() {
        var jdbc = JdbcClient.create(database.dataSource("provisioning_worker"));
        var codec = new FactCodec(new SchemaPins(jdbc, Optional.empty()));
        api = new WhyAtController(new WhyStore(jdbc), new AuditedDirectory(jdbc), new EffectStore(jdbc, codec),
                new SettableClock(minute(1_000)));
    }

    @BeforeEach
    void create() {
        run("insert into directory.organisation (id, slug, name) values (?, 'o', 'O')", ORGANISATION);
        run("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (?, ?, 'person', 'a@x.io', 'a@x.io', now(), now())
                """, ACCOUNT, ORGANISATION);
        run("insert into directory.team (id, organisation_id, name, created_at) values (?, ?, 'Now', now())", TEAM,
                ORGANISATION);
    }

    private void run(String sql, Object... parameters) {
        owner.sql(sql).params(List.of(parameters)).update();
    }

    private static Instant minute(int n) {
        return BEGIN.plus(Duration.ofMinutes(n));
    }

    private WhyAt at(int minute) {
        return at(ORGANISATION, minute);
    }

    private WhyAt at(UUID organisation, int minute) {
        return api.whyAt(new Person("p", "Ada", Set.of(Role.AUDITOR), organisation), ACCOUNT, TEAM, minute(minute));
    }

    private void nested() {
        log.user(minute(0), ACCOUNT, true);
        log.group(minute(10), PARENT, "created", Map.of("teamName", "Born"), TEAM);
        log.team(minute(10), TEAM, "Born", "created", Map.of("group", ids(PARENT)));
        log.group(minute(20), CHILD, "members_changed", Map.of("accountsAdded", ids(ACCOUNT)));
        log.group(minute(30), PARENT, "members_changed", Map.of("groupsAdded", ids(CHILD)));
        log.membership(minute(31), ACCOUNT, "gained", TEAM);
    }

    @Test
    void r38_theChainsOfThenAreToldAndWhatWasInEffect() {
        nested();
        log.group(minute(50), PARENT, "members_changed", Map.of("groupsRemoved", ids(CHILD)));
        log.membership(minute(51), ACCOUNT, "lost", TEAM);
        assertThat(at(5).team()).isEqualTo(new WhyAt.TeamThen(TEAM, null, null, null));
        assertThat(at(25).team()).isEqualTo(new WhyAt.TeamThen(TEAM, "Born", PARENT, "G2"));
        assertThat(at(25).chains()).isEmpty();
        assertThat(at(30).chains()).singleElement().satisfies(chain -> {
            assertThat(chain.groups()).containsExactly(new OfGroup(CHILD, "G1"), new OfGroup(PARENT, "G2"));
            assertThat(chain.memberSince()).isEqualTo(minute(20));
        });
        assertThat(at(30).inEffect()).isFalse();
        assertThat(at(40).inEffect()).isTrue();
        assertThat(at(50).inEffect()).isTrue();
        assertThat(at(50).chains()).isEmpty();
        assertThat(at(60).inEffect()).isFalse();
    }

    @Test
    void r38_anAccountThatWasInactiveIsToldSo() {
        nested();
        log.user(minute(40), ACCOUNT, false);
        assertThat(at(39).account()).isEqualTo(new WhyAt.AccountThen(ACCOUNT, "a@x.io", true));
        assertThat(at(40).account().active()).isFalse();
        assertThat(at(40).chains()).hasSize(1);
    }

    @Test
    void r38_byHandAndByWhomIsToldUntilItEnds() {
        log.team(minute(0), TEAM, "Made", "created", Map.of());
        log.team(minute(10), TEAM, "Made", "members_changed", Map.of("byHandAdded", ids(ACCOUNT, CHILD)));
        log.team(minute(20), TEAM, "Made", "members_changed", Map.of("byHandRemoved", ids(CHILD)));
        log.team(minute(30), TEAM, "Renamed", "members_changed", Map.of("byHandRemoved", ids(ACCOUNT)));
        assertThat(at(5).byHand()).isNull();
        assertThat(at(25).byHand()).isEqualTo(new Why.ByHand("Grace", minute(10)));
        assertThat(at(25).team()).isEqualTo(new WhyAt.TeamThen(TEAM, "Made", null, null));
        assertThat(at(30).byHand()).isNull();
        assertThat(at(30).team().name()).isEqualTo("Renamed");
    }

    @Test
    void r38_theDeletedGroupThatAMemberWasKeptFromIsTold() {
        nested();
        log.team(minute(40), TEAM, "Born", "members_changed",
                Map.of("keptAdded", ids(ACCOUNT), "keptFromGroup", ids(PARENT)));
        log.team(minute(40), TEAM, "Born", "unlinked", Map.of("group", ids(PARENT)));
        assertThat(at(39).kept()).isNull();
        assertThat(at(41).kept()).isEqualTo(new Why.Kept(PARENT, "G2", minute(40)));
        assertThat(at(41).team().groupId()).isNull();
        assertThat(at(41).chains()).isEmpty();
        assertThat(at(41).inEffect()).isTrue();
    }

    @Test
    void r38_aDeletedTeamHadItsMembersUntilThen() {
        log.team(minute(0), TEAM, "Made", "created", Map.of());
        log.team(minute(10), TEAM, "Made", "members_changed", Map.of("byHandAdded", ids(ACCOUNT)));
        log.team(minute(20), TEAM, "Made", "members_changed",
                Map.of("keptAdded", ids(ACCOUNT), "keptFromGroup", ids(PARENT)));
        log.team(minute(30), TEAM, "Made", "deleted", Map.of());
        run("delete from directory.team");
        assertThat(at(29).byHand()).isNotNull();
        assertThat(at(29).kept()).isNotNull();
        assertThat(at(30).byHand()).isNull();
        assertThat(at(30).kept()).isNull();
        assertThat(at(30).team()).isEqualTo(new WhyAt.TeamThen(TEAM, "Made", null, null));
    }

    @Test
    void r38_theGroupThatFedTheTeamThenIsToldNotTheOneOfNow() {
        nested();
        log.team(minute(40), TEAM, "Born", "unlinked", Map.of("group", ids(PARENT)));
        log.team(minute(50), TEAM, "Born", "linked", Map.of("group", ids(CHILD)));
        assertThat(at(39).team().groupId()).isEqualTo(PARENT);
        assertThat(at(45).team().groupId()).isNull();
        assertThat(at(50).team().groupId()).isEqualTo(CHILD);
        assertThat(at(50).chains()).singleElement()
                .satisfies(chain -> assertThat(chain.groups()).containsExactly(new OfGroup(CHILD, "G1")));
    }

    @Test
    void r38_factsThatAreOnTheirWayToTheLogAreNotPassedOver() {
        nested();
        assertThat(at(40).complete()).isTrue();
        run("""
                insert into directory.outbox_published (id, event_id, organisation_id, topic, topic_id, key, type, payload,
                    occurred_at, batch, partition, "offset", published_at)
                values (1, uuidv7(), ?, 'scim.groups.v1', 't', 'k', 'x', '', timestamptz '2026-03-01T10:40:00Z', 1, 0, 9, now())
                """, ORGANISATION);
        assertThat(at(39).complete()).isTrue();
        assertThat(at(40).complete()).isFalse();
        kept("made anew", 9);
        assertThat(at(40).complete()).isFalse();
        kept("t", 9);
        assertThat(at(40).complete()).isTrue();
        run("""
                insert into membership.outbox (event_id, organisation_id, topic, key, type, payload, occurred_at)
                values (uuidv7(), ?, 'scim.memberships.v1', 'k', 'x', '', timestamptz '2026-03-01T10:40:00Z')
                """, ORGANISATION);
        assertThat(at(40).complete()).isFalse();
    }

    private void kept(String topicId, long offset) {
        run("""
                insert into audit.undecodable_record (topic, partition, topic_id, "offset", chain_position, salt, leaf, cause,
                    recorded_at)
                select 'scim.groups.v1', 0, ?, ?, count(*) + 1, '', sha256(''), 'test', now() from audit.undecodable_record
                """, topicId, offset);
    }

    @Test
    void r3_r38_thePastOfOthersIsUnknownAndTheFutureIsNoPast() {
        nested();
        new AuditLog(owner, UUID.randomUUID()).membership(minute(35), ACCOUNT, "lost", TEAM);
        assertThat(at(40).inEffect()).isTrue();
        assertThatThrownBy(() -> at(UUID.randomUUID(), 40)).isInstanceOf(ApiProblemException.class)
                .hasMessageStartingWith("404");
        assertThatThrownBy(() -> at(1_001)).isInstanceOf(ApiProblemException.class).hasMessageStartingWith("400");
    }
}
