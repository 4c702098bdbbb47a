package com.scrydon.scim.ingress.teams;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code directory.team} and its by-hand and kept members; what is in effect is read from {@code membership}. */
@Repository
class TeamStore {

    private static final String SELECT = """
            select t.id, t.name, t.group_id, g.display_name as group_name,
                (select count(*) from membership.team_member m where m.team_id = t.id) as member_count
            from directory.team t left join directory.scim_group g on g.id = t.group_id
            where t.organisation_id = :organisation
            """;
    private static final String FIND = SELECT + " and t.id = :id";
    private static final String LIST = SELECT + """
             and (:name::text is null or lower(t.name) = lower(:name)) and lower(t.name) > lower(:after)
            order by lower(t.name) limit :limit
            """;
    private static final String TAKEN_NAMES = """
            select lower(name) from directory.team where organisation_id = :organisation and lower(name) = any (:names)
            """;
    private static final String INSERT = """
            insert into directory.team (id, organisation_id, name, group_id, created_at)
            values (:id, :organisation, :name, :group, :now)
            """;
    private static final String RENAME = "update directory.team set name = :name where id = :id";
    private static final String UNLINK = "update directory.team set group_id = null where id = :id";
    private static final String KEEP = """
            insert into directory.team_member_kept
                (organisation_id, team_id, account_id, group_id, group_name, kept_at)
            select distinct :organisation, :team::uuid, a.id, :group::uuid, :groupName, :now::timestamptz
            from directory.groups_at_or_below(array[:group::uuid]) b
            join directory.group_member m on m.group_id = b.group_id
            join directory.account a on a.id = m.account_id and a.active
            on conflict do nothing
            returning account_id
            """;
    private static final String ADD_BY_HAND = """
            insert into directory.team_member_by_hand (organisation_id, team_id, account_id, added_by, added_at)
            select :organisation, :team, a.id, :by, :now from directory.account a
            where a.organisation_id = :organisation and a.id = :account and a.kind = 'person'
            on conflict do nothing
            """;
    private static final String REMOVE_BY_HAND = """
            delete from directory.team_member_by_hand where team_id = :team and account_id = :account
            """;

    private final JdbcClient jdbc;

    TeamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Team> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> team(row))
                .optional();
    }

    List<Team> list(UUID organisation, @Nullable String name, String after, int limit) {
        return jdbc.sql(LIST).param("organisation", organisation).param("name", name).param("after", after)
                .param("limit", limit).query((row, _) -> team(row)).list();
    }

    List<String> takenNames(UUID organisation, List<String> foldedNames) {
        return jdbc.sql(TAKEN_NAMES).param("organisation", organisation)
                .param("names", foldedNames.toArray(String[]::new)).query(String.class).list();
    }

    void insert(UUID organisation, UUID id, String name, @Nullable UUID group, Instant now) {
        jdbc.sql(INSERT).param("id", id).param("organisation", organisation).param("name", name)
                .param("group", group).param("now", utc(now)).update();
    }

    void rename(UUID id, String name) {
        jdbc.sql(RENAME).param("id", id).param("name", name).update();
    }

    void unlink(UUID id) {
        jdbc.sql(UNLINK).param("id", id).update();
    }

    /** Keeps the active accounts below the Group as members of the Team; answers those that were not kept before. */
    List<UUID> keepMembers(UUID organisation, UUID team, UUID group, String groupName, Instant now) {
        return jdbc.sql(KEEP).param("organisation", organisation).param("team", team).param("group", group)
                .param("groupName", groupName).param("now", utc(now)).query(UUID.class).list();
    }

    boolean addByHand(UUID organisation, UUID team, UUID account, String by, Instant now) {
        return jdbc.sql(ADD_BY_HAND).param("organisation", organisation).param("team", team).param("account", account)
                .param("by", by).param("now", utc(now)).update() == 1;
    }

    boolean removeByHand(UUID team, UUID account) {
        return jdbc.sql(REMOVE_BY_HAND).param("team", team).param("account", account).update() == 1;
    }

    private static Team team(ResultSet row) throws SQLException {
        return new Team(row.getObject("id", UUID.class), row.getString("name"), row.getObject("group_id", UUID.class),
                row.getString("group_name"), row.getLong("member_count"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
