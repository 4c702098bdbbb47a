package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.listing.Chunk;
import com.scrydon.scim.ingress.scim.listing.Listed;
import com.scrydon.scim.ingress.scim.listing.RowStore;
import com.scrydon.scim.ingress.scim.listing.SqlPage;
import com.scrydon.scim.language.sql.SqlCondition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Table {@code directory.account}, as SCIM sees it: persons whose resource was not deleted. */
@Repository
class UserStore implements RowStore<StoredUser> {

    private static final String FIND = """
            select a.* from directory.account a
            where a.organisation_id = :organisation and a.id = :id and a.kind = 'person' and a.deprovisioned_at is null
            """;
    private static final String COLUMNS = """
            a.id, a.kind, a.email, a.email_key, a.user_name, a.external_id, a.active, a.linked, a.version, a.created_at,
            a.last_modified_at, a.deprovisioned_at""";
    /** The documents of the first rows only, until they are too many bytes. */
    private static final String CHUNK = """
            select %1$s, a.place, case when a.bytes_until - octet_length(a.document) <= :bytes then a.document end
                as attributes
            from (
                select a.*, i.place, a.attributes::text as document,
                    sum(octet_length(a.attributes::text)) over (order by i.place) as bytes_until
                from unnest(:ids::uuid[]) with ordinality as i (id, place) join directory.account a on a.id = i.id
                where a.organisation_id = :organisation and a.kind = 'person' and a.deprovisioned_at is null
            ) a
            order by a.place
            """.formatted(COLUMNS);
    /**
     * Locks every account that a POST could be about, in the order of ids. Each part of the union has an index of its own. The
     * array makes Postgres find the rows by their ids alone, all of which are of the organisation (docs/decisions/016-plans.md).
     */
    private static final String LOCK_CANDIDATES = """
            select a.* from directory.account a
            where a.id = any (array(
                select id from directory.account where organisation_id = :organisation and external_id = :externalId
                union all
                select id from directory.account
                where organisation_id = :organisation and email_key = :emailKey and deprovisioned_at is null
                union all
                select id from directory.account
                where organisation_id = :organisation and email_key = :emailKey and deprovisioned_at is not null
                union all
                select id from directory.account
                where organisation_id = :organisation and user_name_key = :userNameKey
                    and deprovisioned_at is null))
            order by a.id for no key update
            """;
    /** Live accounts that already have what a change of an account would give it. */
    private static final String OTHERS_WITH = """
            select a.* from directory.account a
            where a.organisation_id = :organisation and a.id <> :id and a.deprovisioned_at is null and a.id = any (array(
                select id from directory.account where organisation_id = :organisation and external_id = :externalId
                    and active
                union all
                select id from directory.account
                where organisation_id = :organisation and email_key = :emailKey and deprovisioned_at is null
                union all
                select id from directory.account
                where organisation_id = :organisation and user_name_key = :userNameKey
                    and deprovisioned_at is null))
            """;
    /** A deleted account whose e-mail another one takes is not revived by it any more (R14b). */
    private static final String GIVE_UP = """
            update directory.account set email_key = null
            where organisation_id = :organisation and email_key = :emailKey and deprovisioned_at is not null
                and id <> :id
            """;
    /** Only a DELETE takes this lock: it keeps members from being added meanwhile (docs/decisions/028-order-of-locks.md). */
    private static final String LOCK_FOR_REMOVAL = """
            select a.* from directory.account a
            where a.organisation_id = :organisation and a.id = :id and a.kind = 'person' and a.deprovisioned_at is null
            for update
            """;
    private static final String INSERT = """
            insert into directory.account (id, organisation_id, kind, email, email_key, user_name,
                user_name_key, external_id, active, linked, attributes, version, created_at, last_modified_at)
            values (:id, :organisation, 'person', :email, :emailKey, :userName, :userNameKey, :externalId, :active,
                true, :attributes::jsonb, 1, :now, :now)
            """;
    /** A twin from before there were keys stays without one as long as it keeps its name (R14c). */
    private static final String UPDATE = """
            update directory.account set email = :email,
                email_key = case when email = :email and deprovisioned_at is null then email_key else :emailKey end,
                user_name = :userName, user_name_key = case when user_name = :userName and deprovisioned_at is null
                    then user_name_key else :userNameKey end, external_id = :externalId, active = :active, linked = :linked, attributes = :attributes::jsonb,
                version = :version, last_modified_at = :modified, deprovisioned_at = null
            where organisation_id = :organisation and id = :id
            """;
    private static final String DEPROVISION = """
            update directory.account set active = false, deprovisioned_at = :now, version = :version,
                last_modified_at = :now
            where organisation_id = :organisation and id = :id
            """;
    private static final String COUNT = """
            select count(*) from directory.account a
            where a.organisation_id = :organisation and a.kind = 'person' and a.deprovisioned_at is null and ({condition})
            """;
    /**
     * With the documents of the first rows, so that a page of usual users is one statement. How large one is must be told without reading
     * it: one that Postgres has compressed counts as the largest that there may be.
     */
    private static final String PAGE = """
            select %1$s, a.sort_key, case when sum(a.bytes) over (rows unbounded preceding) <= :bytes
                then a.attributes::text end as attributes
            from (
                select a.*, {key} as sort_key,
                    case when pg_column_compression(a.attributes) is null then pg_column_size(a.attributes)
                        else :bytes end as bytes
                from directory.account a
                where a.organisation_id = :organisation and a.kind = 'person' and a.deprovisioned_at is null
                    and ({condition}) and {after}
                order by {order} offset :offset limit :limit
            ) a
            """.formatted(COLUMNS);

    private final JdbcClient jdbc;

    UserStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<UserRow> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> read(row))
                .optional();
    }

    @Override
    public Chunk<StoredUser> chunk(UUID organisation, List<UUID> ids) {
        var rows = jdbc.sql(CHUNK).param("organisation", organisation).param("ids", ids.toArray(UUID[]::new))
                .param("bytes", Chunk.BYTES)
                .query((row, _) -> new Placed(row.getInt("place"), stored(row))).list();
        int covered = rows.stream().filter(row -> row.user().isEmpty()).mapToInt(row -> row.place() - 1).min()
                .orElse(ids.size());
        return new Chunk<>(rows.stream().flatMap(row -> row.user().stream())
                .collect(Collectors.toMap(StoredUser::id, Function.identity())), covered);
    }

    /** A row of a chunk, and the number of its id. */
    private record Placed(int place, Optional<StoredUser> user) {}

    List<UserRow> lockCandidates(UUID organisation, UserState posted) {
        return jdbc.sql(LOCK_CANDIDATES).param("organisation", organisation)
                .param("externalId", posted.externalId().orElse(null)).param("emailKey", posted.emailKey())
                .param("userNameKey", posted.userNameKey()).query((row, _) -> read(row)).list();
    }

    List<UserRow> othersWith(UUID organisation, UUID id, UserState state) {
        return jdbc.sql(OTHERS_WITH).param("organisation", organisation).param("id", id)
                .param("externalId", state.active() ? state.externalId().orElse(null) : null)
                .param("emailKey", state.emailKey()).param("userNameKey", state.userNameKey())
                .query((row, _) -> read(row)).list();
    }

    /** Takes the e-mail from deleted accounts for the account of this id. */
    void takeFromDeleted(UUID organisation, UUID id, String emailKey) {
        jdbc.sql(GIVE_UP).param("organisation", organisation).param("id", id).param("emailKey", emailKey).update();
    }

    Optional<UserRow> lockForRemoval(UUID organisation, UUID id) {
        return jdbc.sql(LOCK_FOR_REMOVAL).param("organisation", organisation).param("id", id)
                .query((row, _) -> read(row)).optional();
    }

    UserRow insert(UUID organisation, UUID id, UserState state, Instant now) {
        bind(jdbc.sql(INSERT), organisation, id, state).param("now", Moments.parameter(now)).update();
        return new UserRow(id, true, state, true, false, true, 1, now, now);
    }

    void update(UUID organisation, UserRow user) {
        bind(jdbc.sql(UPDATE), organisation, user.id(), user.state()).param("linked", user.linked())
                .param("version", user.version()).param("modified", Moments.parameter(user.lastModifiedAt())).update();
    }

    void deprovision(UUID organisation, UserRow user) {
        jdbc.sql(DEPROVISION).param("organisation", organisation).param("id", user.id())
                .param("version", user.version()).param("now", Moments.parameter(user.lastModifiedAt())).update();
    }

    @Override
    public long count(UUID organisation, SqlCondition condition) {
        return jdbc.sql(condition.in(COUNT)).params(condition.parameters())
                .param("organisation", organisation).query(Long.class).single();
    }

    @Override
    public List<Listed<StoredUser>> page(UUID organisation, SqlPage page) {
        return jdbc.sql(page.in(PAGE)).params(page.parameters()).param("organisation", organisation)
                .param("bytes", Chunk.BYTES).query(Listed.mapper((row, _) -> stored(row))).list();
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, UUID organisation, UUID id,
            UserState state) {
        return statement.param("organisation", organisation).param("id", id).param("email", state.email())
                .param("emailKey", state.emailKey()).param("userName", state.userName())
                .param("userNameKey", state.userNameKey()).param("externalId", state.externalId().orElse(null))
                .param("active", state.active()).param("attributes", ScimJson.text(state.attributes()));
    }

    /** Empty for a row that came without its document. */
    private static Optional<StoredUser> stored(ResultSet row) throws SQLException {
        @Nullable
        String attributes = row.getString("attributes");
        return attributes == null
                ? Optional.empty()
                : Optional.of(new StoredUser(row(row, ScimJson.object()), attributes));
    }

    private static UserRow read(ResultSet row) throws SQLException {
        return row(row, ScimJson.stored(row.getString("attributes")));
    }

    private static UserRow row(ResultSet row, ObjectNode attributes) throws SQLException {
        @Nullable
        String externalId = row.getString("external_id");
        var state = new UserState(row.getString("user_name"), Optional.ofNullable(externalId), row.getString("email"),
                row.getBoolean("active"), attributes);
        return new UserRow(row.getObject("id", UUID.class), "person".equals(row.getString("kind")), state,
                row.getBoolean("linked"), row.getObject("deprovisioned_at") != null, row.getString("email_key") != null,
                row.getLong("version"),
                Moments.read(row, "created_at"), Moments.read(row, "last_modified_at"));
    }
}
