package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.scim.listing.Chunk;
import com.scrydon.scim.ingress.scim.listing.Listed;
import com.scrydon.scim.ingress.scim.listing.RowStore;
import com.scrydon.scim.ingress.scim.listing.SqlPage;
import com.scrydon.scim.language.sql.SqlCondition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code directory.scim_group}, and the lock that decides about nesting. */
@Repository
class GroupStore implements RowStore<GroupRow> {

    /** Whether a group has as many members as it may have, or less (R5). */
    private static final String WITHIN_CAP = """
            returning g.member_count <= coalesce(
                (select o.max_members_per_group from directory.organisation o where o.id = :organisation), :cap)
            """;
    private static final String FIND = """
            select g.*, t.id as team_id from directory.scim_group g left join directory.team t on t.group_id = g.id
            where g.organisation_id = :organisation and g.id = :id
            """;
    private static final String CHUNK = """
            select g.*, t.id as team_id from directory.scim_group g left join directory.team t on t.group_id = g.id
            where g.organisation_id = :organisation and g.id = any (:ids)
            """;
    /** Nothing is returned if the organisation has a group of that name already (R16). */
    private static final String INSERT = """
            insert into directory.scim_group
                (id, organisation_id, display_name, external_id, created_at, last_modified_at)
            values (:id, :organisation, :displayName, :externalId, :now, :now)
            on conflict (organisation_id, name_key) do nothing
            """;
    private static final String UPDATE = """
            update directory.scim_group g set display_name = :displayName, external_id = :externalId,
                name_twin = g.name_twin and g.display_name = :displayName,
                version = g.version + 1, last_modified_at = :now, member_count = g.member_count + :growth
            where g.organisation_id = :organisation and g.id = :id
            """ + WITHIN_CAP;
    private static final String NAME_TAKEN = """
            select exists (select from directory.scim_group g where g.organisation_id = :organisation and g.id <> :id
                and g.name_key = directory.name_key(:displayName))
            """;
    private static final String GROW = """
            update directory.scim_group g set member_count = g.member_count + :growth
            where g.organisation_id = :organisation and g.id = :id
            """ + WITHIN_CAP;
    /** For groups that lost one member by a request on something else. */
    private static final String TOUCH = """
            update directory.scim_group g set version = g.version + 1, last_modified_at = :now,
                member_count = g.member_count - 1
            where g.organisation_id = :organisation and g.id = any (:ids)
            returning g.*, (select t.id from directory.team t where t.group_id = g.id) as team_id
            """;
    private static final String LOCK_FOR_REMOVAL = """
            select id from directory.scim_group where organisation_id = :organisation and id = :id for update
            """;
    private static final String DELETE = """
            delete from directory.scim_group where organisation_id = :organisation and id = :id
            """;
    private static final String COUNT = """
            select count(*) from directory.scim_group g where g.organisation_id = :organisation and ({condition})
            """;
    private static final String PAGE = """
            select g.*, t.id as team_id, {key} as sort_key
            from directory.scim_group g left join directory.team t on t.group_id = g.id
            where g.organisation_id = :organisation and ({condition}) and {after}
            order by {order} offset :offset limit :limit
            """;
    private final JdbcClient jdbc;

    GroupStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<GroupRow> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> read(row))
                .optional();
    }

    /** A row is small, and a chunk has few. */
    @Override
    public Chunk<GroupRow> chunk(UUID organisation, List<UUID> ids) {
        var rows = jdbc.sql(CHUNK).param("organisation", organisation).param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> read(row)).list();
        return new Chunk<>(rows.stream().collect(Collectors.toMap(GroupRow::id, Function.identity())), ids.size());
    }

    /** Whether the name was free. */
    boolean insert(UUID organisation, UUID id, GroupDraft draft, Instant now) {
        return jdbc.sql(INSERT).param("organisation", organisation).param("id", id)
                .param("displayName", draft.displayName()).param("externalId", draft.externalId().orElse(null))
                .param("now", Moments.parameter(now)).update() == 1;
    }

    /**
     * Writes the attributes, and counts members that came or went, in a locked group.
     *
     * @return whether the group has as many members as it may have, or less
     */
    boolean update(UUID organisation, GroupRow group, int growth, long cap, Instant now) {
        return jdbc.sql(UPDATE).param("organisation", organisation).param("id", group.id())
                .param("displayName", group.displayName()).param("externalId", group.externalId().orElse(null))
                .param("growth", growth).param("cap", cap).param("now", Moments.parameter(now)).query(Boolean.class)
                .single();
    }

    /** Whether another group has the name (R16). */
    boolean nameTaken(UUID organisation, GroupRow group) {
        return jdbc.sql(NAME_TAKEN).param("organisation", organisation).param("id", group.id())
                .param("displayName", group.displayName()).query(Boolean.class).single();
    }

    /**
     * Counts the members of a new group.
     *
     * @return whether it has as many as it may have, or less
     */
    boolean grow(UUID organisation, UUID id, int growth, long cap) {
        return growth == 0 || jdbc.sql(GROW).param("organisation", organisation).param("id", id)
                .param("growth", growth).param("cap", cap).query(Boolean.class).single();
    }

    List<GroupRow> touch(UUID organisation, Collection<UUID> ids, Instant now) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(TOUCH).param("organisation", organisation).param("ids", ids.toArray(UUID[]::new))
                        .param("now", Moments.parameter(now)).query((row, _) -> read(row)).list();
    }

    boolean lockForRemoval(UUID organisation, UUID id) {
        return jdbc.sql(LOCK_FOR_REMOVAL).param("organisation", organisation).param("id", id).query(UUID.class)
                .optional().isPresent();
    }

    void delete(UUID organisation, UUID id) {
        jdbc.sql(DELETE).param("organisation", organisation).param("id", id).update();
    }

    @Override
    public long count(UUID organisation, SqlCondition condition) {
        return jdbc.sql(condition.in(COUNT)).params(condition.parameters())
                .param("organisation", organisation).query(Long.class).single();
    }

    @Override
    public List<Listed<GroupRow>> page(UUID organisation, SqlPage page) {
        return jdbc.sql(page.in(PAGE)).params(page.parameters()).param("organisation", organisation)
                .query(Listed.mapper((row, _) -> Optional.of(read(row)))).list();
    }

    private static GroupRow read(ResultSet row) throws SQLException {
        return new GroupRow(row.getObject("id", UUID.class), row.getString("display_name"),
                Optional.ofNullable(row.getString("external_id")),
                Optional.ofNullable(row.getObject("team_id", UUID.class)), row.getLong("version"),
                Moments.read(row, "created_at"), Moments.read(row, "last_modified_at"));
    }
}
