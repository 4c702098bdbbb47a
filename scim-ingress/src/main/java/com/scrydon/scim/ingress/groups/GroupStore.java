package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.filters.Column;
import com.scrydon.scim.ingress.filters.Condition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code directory.scim_group}. */
@Repository
class GroupStore {

    private static final String FROM = """
             from directory.scim_group g left join directory.team t on t.group_id = g.id
            where g.organisation_id = :organisation and
            """;
    private static final String SELECT = "select g.*, t.id as team_id" + FROM;
    private static final String FIND = SELECT + " g.id = :id";
    private static final String PAGE_ORDER = " order by g.created_at, g.id limit :limit offset :offset";
    private static final String COUNT = """
            select count(*) from directory.scim_group g where g.organisation_id = :organisation and
            """;
    private static final String NAME_TAKEN = """
            select exists (select from directory.scim_group where organisation_id = :organisation
                and lower(display_name) = lower(:name) and id <> :except)
            """;
    private static final String INSERT = """
            insert into directory.scim_group
                (id, organisation_id, display_name, external_id, version, created_at, last_modified_at)
            values (:id, :organisation, :name, :externalId, 1, :now, :now)
            """;
    private static final String UPDATE = """
            update directory.scim_group set display_name = :name, external_id = :externalId, version = version + 1,
                last_modified_at = :now
            where id = :id
            """;
    private static final String TOUCH = """
            update directory.scim_group set version = version + 1, last_modified_at = :now
            where id = any (:ids::uuid[])
            """;
    private static final String DELETE = "delete from directory.scim_group where id = :id";
    private static final Map<String, Column> COLUMNS = Map.of("id", new Column("g.id", Column.Kind.ID), "displayname",
            new Column("lower(g.display_name)", Column.Kind.FOLDED_TEXT), "externalid",
            new Column("g.external_id", Column.Kind.EXACT_TEXT), "meta.created",
            new Column("g.created_at", Column.Kind.MOMENT), "meta.lastmodified",
            new Column("g.last_modified_at", Column.Kind.MOMENT));

    private final JdbcClient jdbc;

    GroupStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Optional<Column> column(String path) {
        return Optional.ofNullable(COLUMNS.get(path));
    }

    Optional<Group> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> group(row))
                .optional();
    }

    boolean nameTaken(UUID organisation, String name, UUID except) {
        return jdbc.sql(NAME_TAKEN).param("organisation", organisation).param("name", name).param("except", except)
                .query(Boolean.class).single();
    }

    void insert(Group group) {
        jdbc.sql(INSERT).param("id", group.id()).param("organisation", group.organisationId())
                .param("name", group.displayName()).param("externalId", group.externalId())
                .param("now", utc(group.createdAt())).update();
    }

    void update(Group group, Instant now) {
        jdbc.sql(UPDATE).param("id", group.id()).param("name", group.displayName())
                .param("externalId", group.externalId()).param("now", utc(now)).update();
    }

    /** Raises the version of the groups. */
    void touch(Collection<UUID> ids, Instant now) {
        jdbc.sql(TOUCH).param("ids", ids.toArray(UUID[]::new)).param("now", utc(now)).update();
    }

    void delete(UUID id) {
        jdbc.sql(DELETE).param("id", id).update();
    }

    long count(UUID organisation, Condition condition) {
        return jdbc.sql(COUNT + condition.sql()).param("organisation", organisation).params(condition.parameters())
                .query(Long.class).single();
    }

    List<Group> page(UUID organisation, Condition condition, int limit, long offset) {
        return jdbc.sql(SELECT + condition.sql() + PAGE_ORDER).param("organisation", organisation)
                .params(condition.parameters()).param("limit", limit).param("offset", offset)
                .query((row, _) -> group(row)).list();
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(row.getObject("id", UUID.class), row.getObject("organisation_id", UUID.class),
                row.getString("display_name"), row.getString("external_id"), row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_modified_at", OffsetDateTime.class).toInstant(),
                row.getObject("team_id", UUID.class));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
