package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The small directory that a history begins with: accounts, groups with their Teams, one native Team, some edges. */
final class InitialDirectory {

    private static final int ACCOUNTS = 4;
    private static final int GROUPS = 5;
    static final UUID NATIVE_TEAM = new UUID(3, 100_000);
    /**
     * One call to the database instead of dozens, planned once. Without triggers: the checks of foreign keys would take
     * longer than all the rest, and would find nothing.
     */
    private static final String PREPARE = """
            create function begin_history(organisation uuid, accounts uuid[], groups uuid[], teams uuid[],
                joined uuid[], members uuid[], parents uuid[], children uuid[])
            returns void language plpgsql set session_replication_role = replica as $$
            begin
                delete from membership.outbox;
                delete from membership.outbox_published;
                delete from membership.team_member;
                delete from membership.account_head;
                delete from membership.parked_account;
                delete from membership.undecodable_record;
                delete from directory.outbox;
                delete from directory.outbox_published;
                delete from directory.team_member_kept;
                delete from directory.team_member_by_hand;
                delete from directory.group_member;
                delete from directory.group_nesting;
                delete from directory.team;
                delete from directory.scim_group;
                delete from directory.account;
                delete from directory.organisation;
                update directory.relay set relay_batch = 0, gate_closed_because = null;
                update membership.relay set relay_batch = 0, gate_closed_because = null;
                insert into directory.organisation (id, slug, name) values (organisation, 'o', 'O');
                insert into directory.account
                    (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                select id, organisation, 'person', id::text, id::text, now(), now() from unnest(accounts) id;
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                select id, organisation, id::text, now(), now() from unnest(groups) id;
                insert into directory.team (id, organisation_id, name, group_id, created_at)
                select t, organisation, t::text, g, now() from unnest(teams, groups) as both_of_them (t, g);
                insert into directory.group_member
                select organisation, g, m, now() from unnest(joined, members) as both_of_them (g, m);
                insert into directory.group_nesting
                select organisation, p, c, now() from unnest(parents, children) as both_of_them (p, c);
            end $$
            """;

    private InitialDirectory() {}

    /** Once per database. */
    static void prepare(JdbcClient owner) {
        owner.sql(PREPARE).update();
    }

    /**
     * Writes it; nothing is in effect yet.
     *
     * @param chance for memberships and nesting; empty for a directory without any
     */
    static void write(JdbcClient owner, DirectoryModel<UUID> model, Optional<RandomGenerator> chance) {
        IntStream.range(0, ACCOUNTS).forEach(i -> model.setActive(new UUID(1, i), true));
        IntStream.range(1_000, 1_000 + GROUPS).forEach(i -> {
            model.addGroup(new UUID(2, i));
            model.addTeam(new UUID(3, i));
            model.link(new UUID(3, i), new UUID(2, i));
        });
        model.addTeam(NATIVE_TEAM);
        chance.ifPresent(random -> addEdges(model, random));
        var _ = owner.sql("""
                select begin_history(:organisation, :accounts, :groups, :teams, :joined, :members, :parents, :children)
                """).param("organisation", DirectoryChanges.ORGANISATION)
                .param("accounts", array(model.accounts().stream()))
                .param("groups", array(model.groups().stream()))
                .param("teams", array(model.teams().stream()))
                .param("joined", keys(model.groups(), model::members))
                .param("members", values(model.groups(), model::members))
                .param("parents", keys(model.groups(), model::children))
                .param("children", values(model.groups(), model::children))
                .query((_, _) -> true).list();
    }

    private static void addEdges(DirectoryModel<UUID> model, RandomGenerator random) {
        var groups = model.groups();
        for (int child = 0; child < GROUPS - 1; child++) {
            var parent = groups.get(child + 1 + random.nextInt(GROUPS - 1 - child));
            if (random.nextInt(3) > 0 && model.mayNest(parent, groups.get(child))) {
                model.children(parent).add(groups.get(child));
            }
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            model.members(groups.get(random.nextInt(GROUPS))).add(model.accounts().get(random.nextInt(ACCOUNTS)));
        }
    }

    private static UUID[] keys(List<UUID> of, Function<UUID, Set<UUID>> sets) {
        return array(of.stream().flatMap(key -> sets.apply(key).stream().map(_ -> key)));
    }

    private static UUID[] values(List<UUID> of, Function<UUID, Set<UUID>> sets) {
        return array(of.stream().flatMap(key -> sets.apply(key).stream()));
    }

    private static UUID[] array(Stream<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
