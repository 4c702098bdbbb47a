package com.scrydon.scim.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The SQL functions of {@code V005__compute_effective_membership.sql}, judged by {@link DirectoryModel}. Random
 * directories, among them what R19 refuses: chains longer than three links and cycles, where the definition still counts
 * three links. {@code -Dscim.definition.seed=N} and {@code -Dscim.definition.directories=N} say which.
 */
@Tag("R29")
class EffectiveMembershipTests {

    private static final long SEED = Long.getLong("scim.definition.seed", 20_261_125L);
    private static final int DIRECTORIES = Integer.getInteger("scim.definition.directories", 600);
    private static final UUID ORGANISATION = DirectoryChanges.ORGANISATION;

    private final SingleConnectionDataSource source = new SingleConnectionDataSource(connect(), true);
    private final JdbcClient owner = JdbcClient.create(source);

    private static java.sql.Connection connect() {
        try {
            var connection = TestPostgres.database().owner().getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void r29_theFunctionAgreesWithTheDefinitionReadNaively() throws SQLException {
        int members = 0;
        for (int i = 0; i < DIRECTORIES; i++) {
            long seed = SEED + i;
            var random = new Random(seed);
            var model = directory(random);
            write(model);
            var expected = model.effectiveTeams();
            assertThat(effective(model.accounts())).as("everybody, -Dscim.definition.seed=%d", seed)
                    .isEqualTo(expected);
            var some = someOf(model.accounts(), random);
            assertThat(effective(some)).as("some, -Dscim.definition.seed=%d", seed).isEqualTo(expected.entrySet()
                    .stream().filter(e -> some.contains(e.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            var groups = someOf(model.groups(), random);
            assertThat(below(groups)).as("groups below %s, -Dscim.definition.seed=%d", groups, seed)
                    .isEqualTo(groups.stream().flatMap(group -> model.atOrBelow(group).stream())
                            .collect(Collectors.toSet()));
            members += expected.values().stream().mapToInt(Set::size).sum();
            source.getConnection().rollback();
        }
        source.destroy();
        System.out.printf("%d directories from seed %d, %d memberships%n", DIRECTORIES, SEED, members);
        assertThat(members).as("memberships compared").isGreaterThan(DIRECTORIES);
    }

    private static DirectoryModel<UUID> directory(Random random) {
        var model = new DirectoryModel<UUID>();
        int accounts = 1 + random.nextInt(8);
        int groups = 1 + random.nextInt(8);
        for (int i = 0; i < accounts; i++) {
            model.setActive(new UUID(1, i), random.nextInt(4) > 0);
        }
        for (int i = 0; i < groups; i++) {
            model.addGroup(new UUID(2, i));
        }
        for (int i = 0; i < groups + 2; i++) {
            model.addTeam(new UUID(3, i));
        }
        var teams = new ArrayList<>(model.teams());
        Collections.shuffle(teams, random);
        for (var group : model.groups()) {
            if (random.nextInt(5) > 0) {
                model.link(teams.removeLast(), group);
            }
        }
        edges(model, random);
        return model;
    }

    /** Mostly a chain, since that is where links are counted; some edges anywhere, cycles included. */
    private static void edges(DirectoryModel<UUID> model, Random random) {
        var groups = model.groups();
        for (int i = 1; i < groups.size(); i++) {
            if (random.nextInt(3) > 0) {
                model.children(groups.get(i - 1)).add(groups.get(i));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            model.children(one(groups, random)).add(one(groups, random));
        }
        groups.forEach(group -> model.children(group).remove(group));
        for (int i = random.nextInt(10); i > 0; i--) {
            model.members(one(groups, random)).add(one(model.accounts(), random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            model.byHand(one(model.teams(), random)).add(one(model.accounts(), random));
            model.kept(one(model.teams(), random)).add(one(model.accounts(), random));
        }
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<UUID> someOf(List<UUID> all, Random random) {
        return all.stream().filter(_ -> random.nextBoolean()).toList();
    }

    private void write(DirectoryModel<UUID> model) {
        owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'o', 'O')")
                .param("id", ORGANISATION).update();
        insert("""
                insert into directory.account
                    (id, organisation_id, kind, email, user_name, active, created_at, last_modified_at)
                select id, :organisation, 'person', id::text, id::text, other = id, now(), now()
                from unnest(:ids, :others) as a (id, other)
                """, model.accounts().stream()
                .map(a -> new UUID[]{a, model.isActive(a) ? a : ORGANISATION}).toList());
        insert("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                select id, :organisation, id::text, now(), now() from unnest(:ids, :others) as g (id, other)
                """, model.groups().stream().map(g -> new UUID[]{g, g}).toList());
        insert("""
                insert into directory.team (id, organisation_id, name, group_id, created_at)
                select id, :organisation, id::text, nullif(other, id), now()
                from unnest(:ids, :others) as t (id, other)
                """, model.teams().stream()
                .map(t -> new UUID[]{t, model.groupOf(t).orElse(t)}).toList());
        insert("insert into directory.group_member select :organisation, id, other, now()"
                + " from unnest(:ids, :others) as m (id, other)", pairs(model.groups(), model::members));
        insert("insert into directory.group_nesting select :organisation, id, other, now()"
                + " from unnest(:ids, :others) as n (id, other)", pairs(model.groups(), model::children));
        insert("insert into directory.team_member_by_hand select :organisation, id, other, 'admin', now()"
                + " from unnest(:ids, :others) as h (id, other)", pairs(model.teams(), model::byHand));
        insert("""
                insert into directory.team_member_kept
                    (organisation_id, team_id, account_id, group_id, group_name, kept_at)
                select :organisation, id, other, id, 'G', now() from unnest(:ids, :others) as k (id, other)
                """, pairs(model.teams(), model::kept));
    }

    private static List<UUID[]> pairs(List<UUID> of, Function<UUID, Set<UUID>> sets) {
        return of.stream().flatMap(one -> sets.apply(one).stream().map(each -> new UUID[]{one, each})).toList();
    }

    private void insert(String statement, List<UUID[]> pairs) {
        owner.sql(statement).param("organisation", ORGANISATION)
                .param("ids", pairs.stream().map(p -> p[0]).toArray(UUID[]::new))
                .param("others", pairs.stream().map(p -> p[1]).toArray(UUID[]::new)).update();
    }

    private Map<UUID, Set<UUID>> effective(List<UUID> accounts) {
        Map<UUID, Set<UUID>> teams = new HashMap<>();
        owner.sql("select account_id, team_id from directory.effective_teams(:accounts)")
                .param("accounts", accounts.toArray(UUID[]::new)).query(row -> {
                    boolean isNew = teams.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>())
                            .add(row.getObject(2, UUID.class));
                    assertThat(isNew).as("each membership once").isTrue();
                });
        return teams;
    }

    private Set<UUID> below(List<UUID> groups) {
        return Set.copyOf(owner.sql("select group_id from directory.groups_at_or_below(:groups)")
                .param("groups", groups.toArray(UUID[]::new)).query(UUID.class).list());
    }
}
