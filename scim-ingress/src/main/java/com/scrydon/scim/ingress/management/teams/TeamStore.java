package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.changes.Keyset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code directory.team} and {@code directory.team_member_by_hand}. */
@Repository
class TeamStore {

    private static final String INSERT = """
            insert into directory.team (id, organisation_id, name, created_at)
            select :id, o.id, :name, :now from directory.organisation o where o.id = :organisation
            """;
    private static final String RENAME = """
            update directory.team set name = :name, name_twin = false where organisation_id = :organisation and id = :id
            """;
    private static final String DELETE_BY_HAND = """
            delete from directory.team_member_by_hand where organisation_id = :organisation and team_id = :id
            """;
    private static final String DELETE_KEPT = """
            delete from directory.team_member_kept where organisation_id = :organisation and team_id = :id
            """;
    private static final String DELETE = """
            delete from directory.team where organisation_id = :organisation and id = :id
            """;
    private static final String FIND = """
            select t.id, t.name, t.group_id, g.display_name as group_name,
                (select count(*) from membership.team_member m where m.team_id = t.id) as member_count
            from directory.team t left join directory.scim_group g on g.id = t.group_id
            where t.organisation_id = :organisation and t.id = :id
            """;
    private static final String FIND_BY_NAME = """
            select t.id, t.name, t.group_id, g.display_name as group_name,
                (select count(*) from membership.team_member m where m.team_id = t.id) as member_count
            from directory.team t left join directory.scim_group g on g.id = t.group_id
            where t.organisation_id = :organisation and t.name_key = directory.name_key(:name)
            """;
    private static final String PAGE = """
            select t.id, t.name, t.group_id, g.display_name as group_name,
                (select count(*) from membership.team_member m where m.team_id = t.id) as member_count
            from directory.team t left join directory.scim_group g on g.id = t.group_id
            where t.organisation_id = :organisation and t.id > :after
            order by t.id limit :count
            """;
    /** The account is read under a lock that a DELETE of it respects; one whose SCIM resource is deleted may stay. */
    private static final String ADD_BY_HAND = """
            insert into directory.team_member_by_hand (organisation_id, team_id, account_id, added_by, added_at)
            select :organisation, :team, living.id, :addedBy, :now
            from (select id from directory.account
                  where organisation_id = :organisation and id = :account for key share) living
            on conflict do nothing
            """;
    private static final String REMOVE_BY_HAND = """
            delete from directory.team_member_by_hand
            where organisation_id = :organisation and team_id = :team and account_id = :account
            """;
    private static final String HAS_ACCOUNT = """
            select exists (select from directory.account where organisation_id = :organisation and id = :account)
            """;

    private final JdbcClient jdbc;

    TeamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the organisation exists. */
    boolean insert(UUID organisation, UUID id, String name, Instant now) {
        return jdbc.sql(INSERT).param("id", id).param("organisation", organisation).param("name", name)
                .param("now", Moments.parameter(now)).update() == 1;
    }

    void rename(UUID organisation, UUID id, String name) {
        jdbc.sql(RENAME).param("organisation", organisation).param("id", id).param("name", name).update();
    }

    /** Deletes a Team whose lock is held, with its members by hand and kept. */
    void delete(UUID organisation, UUID id) {
        for (var statement : List.of(DELETE_BY_HAND, DELETE_KEPT, DELETE)) {
            var _ = jdbc.sql(statement).param("organisation", organisation).param("id", id).update();
        }
    }

    Optional<TeamRow> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> read(row))
                .optional();
    }

    List<TeamRow> named(UUID organisation, String name) {
        return jdbc.sql(FIND_BY_NAME).param("organisation", organisation).param("name", name)
                .query((row, _) -> read(row)).list();
    }

    List<TeamRow> page(UUID organisation, Keyset page) {
        return jdbc.sql(PAGE).param("organisation", organisation).param("after", page.after())
                .param("count", page.count()).query((row, _) -> read(row)).list();
    }

    boolean hasAccount(UUID organisation, UUID account) {
        return jdbc.sql(HAS_ACCOUNT).param("organisation", organisation).param("account", account)
                .query(Boolean.class).single();
    }

    /** Whether the account was not a member by hand before. */
    boolean addByHand(UUID organisation, UUID team, UUID account, String addedBy, Instant now) {
        return jdbc.sql(ADD_BY_HAND).param("organisation", organisation).param("team", team).param("account", account)
                .param("addedBy", addedBy).param("now", Moments.parameter(now)).update() == 1;
    }

    /** Whether the account was a member by hand before. */
    boolean removeByHand(UUID organisation, UUID team, UUID account) {
        return jdbc.sql(REMOVE_BY_HAND).param("organisation", organisation).param("team", team)
                .param("account", account).update() == 1;
    }

    private static TeamRow read(ResultSet row) throws SQLException {
        return new TeamRow(row.getObject("id", UUID.class), row.getString("name"),
                row.getObject("group_id", UUID.class), row.getString("group_name"), row.getLong("member_count"));
    }
}
