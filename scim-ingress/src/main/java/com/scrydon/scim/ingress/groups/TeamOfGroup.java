package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The Team that a group feeds (R16, R18). */
@Repository
class TeamOfGroup {

    private static final int CANDIDATES = 100;
    private static final int MOST_CANDIDATES = 10_000;

    private static final String FIRST_FREE = """
            select c.name from unnest(:names::text[]) with ordinality c (name, n)
            where not exists (select from directory.team t
                where t.organisation_id = :organisation and lower(t.name) = lower(c.name))
            order by c.n limit 1
            """;
    /** Waits for a Team of the name that is just being made, and then makes none. */
    private static final String INSERT = """
            insert into directory.team (id, organisation_id, name, group_id, created_at)
            values (:id, :organisation, :name, :group, :now)
            on conflict (organisation_id, lower(name)) do nothing
            """;
    private static final String NAME = """
            select name from directory.team where organisation_id = :organisation and id = :id
            """;
    /** The active ones among all who reach the group: by the one definition of effective membership. */
    private static final String KEEP_MEMBERS = """
            insert into directory.team_member_kept (organisation_id, team_id, account_id, group_id, group_name, kept_at)
            select :organisation, e.team_id, e.account_id, :group, :groupName, :now
            from directory.effective_teams(array(
                select distinct m.account_id from directory.group_member m
                where m.group_id in (select group_id from directory.groups_at_or_below(array[:group::uuid])))) e
            where e.team_id = :team
            order by e.account_id
            on conflict do nothing returning account_id
            """;
    private static final String LET_GO = """
            update directory.team set group_id = null where organisation_id = :organisation and id = :id
            """;

    private final JdbcClient jdbc;

    TeamOfGroup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the Team under the first free name: {@code Name}, {@code Name (SCIM)}, {@code Name (SCIM 2)} … */
    String create(UUID organisation, UUID team, UUID group, String displayName, Instant now) {
        for (int from = 0; from < MOST_CANDIDATES; from += CANDIDATES) {
            var free = firstFree(organisation, names(displayName, from));
            while (free.isPresent()) {
                if (insert(organisation, team, group, free.get(), now)) {
                    return free.get();
                }
                free = firstFree(organisation, names(displayName, from));
            }
        }
        throw new IllegalStateException("no free Team name among " + MOST_CANDIDATES);
    }

    String name(UUID organisation, UUID team) {
        return jdbc.sql(NAME).param("organisation", organisation).param("id", team).query(String.class).single();
    }

    /** Writes down who is in the Team through the group now, and names those who were not kept before (R18). */
    List<UUID> keepMembers(UUID organisation, UUID team, GroupRow group, Instant now) {
        return jdbc.sql(KEEP_MEMBERS).param("organisation", organisation).param("team", team)
                .param("group", group.id()).param("groupName", group.displayName())
                .param("now", Moments.parameter(now)).query(UUID.class).list();
    }

    void letGo(UUID organisation, UUID team) {
        jdbc.sql(LET_GO).param("organisation", organisation).param("id", team).update();
    }

    static List<String> names(String displayName, int from) {
        return IntStream.range(from, from + CANDIDATES).mapToObj(i -> suffixed(displayName, i))
                .toList();
    }

    private static String suffixed(String displayName, int number) {
        return switch (number) {
            case 0 -> displayName;
            case 1 -> displayName + " (SCIM)";
            default -> displayName + " (SCIM " + number + ")";
        };
    }

    private Optional<String> firstFree(UUID organisation, List<String> names) {
        return jdbc.sql(FIRST_FREE).param("organisation", organisation).param("names", names.toArray(String[]::new))
                .query(String.class).optional();
    }

    private boolean insert(UUID organisation, UUID team, UUID group, String name, Instant now) {
        return jdbc.sql(INSERT).param("id", team).param("organisation", organisation).param("name", name)
                .param("group", group).param("now", Moments.parameter(now)).update() == 1;
    }
}
