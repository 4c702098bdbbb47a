package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.PublishedSchema;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.TeamReference;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.waiting.ParkedAccounts;
import com.scrydon.scim.worker.waiting.ParkedAccountsForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Applying on a real Postgres, compared with a naive model over seeded random directories. */
@Tag("slow")
@Tag("R29")
class ApplyingTests {

    private static final Cause CAUSE = new Cause(new UUID(0, 9), "t", "r", Instant.EPOCH);

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final javax.sql.DataSource source = database.dataSource("provisioning_worker");
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final SchemaPins pins = new SchemaPins(owner, Optional.empty());
    private final FactCodec codec = new FactCodec(pins);
    private final ParkedAccounts parked = ParkedAccountsForTests.create(jdbc, Clock.systemUTC());
    private final Applying applying = new Applying(new MembershipStore(jdbc), new Aggregates(jdbc),
            new Outbox(jdbc, codec, () -> {}), parked, new TransactionTemplate(new JdbcTransactionManager(source)),
            Clock.systemUTC(), new AppliedMeters(new SimpleMeterRegistry()));

    @BeforeEach
    void pinSchemas() {
        pins.pin(Topic.MEMBERSHIPS, 1);
        assertThat(PublishedSchema.of(Topic.MEMBERSHIPS.schema()).fingerprint()).hasSize(64);
    }

    @Test
    void r29_afterEachRecomputationWhatIsInEffectEqualsTheDefinition() {
        long seed = Long.getLong("scim.test.seed", 20_261_124L);
        var random = new Random(seed);
        var directory = new Directory(owner, 12, 8);
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 5; i++) {
                directory.change(random);
            }
            var shuffled = new ArrayList<>(directory.accounts());
            Collections.shuffle(shuffled, random);
            applying.apply(shuffled.stream().collect(Collectors.toMap(a -> a, _ -> CAUSE)));
            assertThat(inEffect()).as("seed %d, round %d", seed, round).isEqualTo(directory.effectiveTeams());
        }
    }

    @Test
    void r29_factsTellTheStoryOfEachAccountWithoutGapsAndAddUpToWhatIsInEffect() {
        var random = new Random(1);
        var directory = new Directory(owner, 6, 5);
        for (int round = 0; round < 30; round++) {
            directory.change(random);
            applying.apply(directory.accounts().stream().collect(Collectors.toMap(a -> a, _ -> CAUSE)));
        }
        Map<UUID, Set<UUID>> replayed = new HashMap<>();
        Map<UUID, Long> last = new HashMap<>();
        for (var fact : facts()) {
            assertThat(fact.getHeader().getEventSeq()).isEqualTo(last.merge(fact.getAccountId(), 1L, Long::sum));
            var teams = replayed.computeIfAbsent(fact.getAccountId(), _ -> new HashSet<>());
            fact.getGained().forEach(t -> assertThat(teams.add(t.getId())).isTrue());
            fact.getLost().forEach(t -> assertThat(teams.remove(t.getId())).isTrue());
            assertThat(fact.getTeamsAfter().stream().map(TeamReference::getId))
                    .containsExactlyInAnyOrderElementsOf(teams);
        }
        replayed.values().removeIf(Set::isEmpty);
        assertThat(replayed).isEqualTo(inEffect());
    }

    @Test
    void r29_recomputingAgainWritesNothing() {
        var directory = new Directory(owner, 6, 5);
        var random = new Random(2);
        for (int i = 0; i < 40; i++) {
            directory.change(random);
        }
        var all = directory.accounts().stream().collect(Collectors.toMap(a -> a, _ -> CAUSE));
        applying.apply(all);
        int facts = facts().size();
        applying.apply(all);
        assertThat(facts()).hasSize(facts).isNotEmpty();
    }

    @Test
    void r30_anAccountThatFailsOnItsDataIsParkedAndTheOthersAreApplied() {
        var directory = new Directory(owner, 3, 2);
        var bad = directory.accounts().get(1);
        var random = new Random(3);
        for (int i = 0; i < 30; i++) {
            directory.change(random);
        }
        owner.sql("alter table membership.team_member add constraint poison check (account_id <> '" + bad + "')")
                .update();
        owner.sql("insert into directory.team_member_by_hand select organisation_id, :team, id, 'x', now()"
                + " from directory.account on conflict do nothing").param("team", new UUID(3, 0)).update();
        owner.sql("update directory.account set active = true").update();
        applying.apply(directory.accounts().stream().collect(Collectors.toMap(a -> a, _ -> CAUSE)));
        assertThat(parked.count()).isEqualTo(1);
        assertThat(inEffect().keySet()).containsExactlyInAnyOrder(directory.accounts().get(0),
                directory.accounts().get(2));
        owner.sql("alter table membership.team_member drop constraint poison").update();
        applying.apply(Map.of(bad, CAUSE));
        assertThat(parked.count()).isZero();
        assertThat(inEffect()).containsKey(bad);
    }

    private Map<UUID, Set<UUID>> inEffect() {
        Map<UUID, Set<UUID>> teams = new HashMap<>();
        owner.sql("select account_id, team_id from membership.team_member").query(row -> {
            teams.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>()).add(row.getObject(2, UUID.class));
        });
        return teams;
    }

    private List<MembershipFact> facts() {
        return owner.sql("select payload from membership.outbox order by id").query((row, _) -> row.getBytes(1)).list()
                .stream().map(bytes -> codec.decode(bytes, MembershipFact.class)).toList();
    }
}
