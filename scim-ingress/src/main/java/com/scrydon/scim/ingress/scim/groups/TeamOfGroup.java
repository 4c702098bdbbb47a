package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The Team that a group feeds (R16, R18). */
@Repository
class TeamOfGroup {

    /** Others may take the number that was free a moment ago. */
    private static final int ATTEMPTS = 20;

    /** One step into an index, whatever the number is; the name itself, without a suffix, has 0. */
    private static final String LAST_NUMBER = """
            select t.name_number from directory.team t
            where t.organisation_id = :organisation and t.name_stem = directory.name_stem(:name)
            order by t.name_number desc limit 1
            """;
    /** Waits for a Team of the name that is just being made, and then makes none. */
    private static final String INSERT = """
            insert into directory.team (id, organisation_id, name, group_id, created_at)
            values (:id, :organisation, :name, :group, :now)
            on conflict (organisation_id, name_key) do nothing
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

    /**
     * Makes the Team under its Group's name or, if that is taken, under the name with the number after the last one:
     * {@code Name (SCIM)}, {@code Name (SCIM 2)} … Where numbers end or are always taken, its id tells it apart.
     */
    String create(UUID organisation, UUID team, UUID group, String displayName, Instant now) {
        var name = displayName;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (insert(organisation, team, group, name, now)) {
                return name;
            }
            name = suffixed(displayName, lastNumber(organisation, displayName) + 1);
        }
        name = displayName + " (SCIM " + team + ")";
        if (!insert(organisation, team, group, name, now)) {
            throw new IllegalStateException("a Team of another name has the id " + team);
        }
        return name;
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

    private static String suffixed(String displayName, long number) {
        return displayName + (number == 1 ? " (SCIM)" : " (SCIM " + number + ")");
    }

    private long lastNumber(UUID organisation, String name) {
        return jdbc.sql(LAST_NUMBER).param("organisation", organisation).param("name", name).query(Long.class)
                .optional().orElse(0L);
    }

    private boolean insert(UUID organisation, UUID team, UUID group, String name, Instant now) {
        return jdbc.sql(INSERT).param("id", team).param("organisation", organisation).param("name", name)
                .param("group", group).param("now", Moments.parameter(now)).update() == 1;
    }
}
