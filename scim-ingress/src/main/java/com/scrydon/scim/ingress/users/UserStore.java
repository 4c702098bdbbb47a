package com.scrydon.scim.ingress.users;

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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows of {@code directory.account}, as SCIM sees them. */
@Repository
class UserStore {

    private static final String FIND = """
            select * from directory.account where organisation_id = :organisation and id = :id
            """;
    private static final String FIND_BY_EMAIL = """
            select * from directory.account where organisation_id = :organisation and lower(email) = lower(:email)
            """;
    private static final String FIND_INACTIVE_BY_EXTERNAL_ID = """
            select * from directory.account
            where organisation_id = :organisation and external_id = :externalId and not active and kind = 'person'
            order by last_modified_at desc limit 1
            """;
    private static final String USER_NAME_TAKEN = """
            select exists (select from directory.account where organisation_id = :organisation
                and lower(user_name) = lower(:userName) and deprovisioned_at is null and id <> :except)
            """;
    private static final String EMAIL_TAKEN = """
            select exists (select from directory.account where organisation_id = :organisation
                and lower(email) = lower(:email) and id <> :except)
            """;
    private static final String EXTERNAL_ID_TAKEN = """
            select exists (select from directory.account where organisation_id = :organisation
                and external_id = :externalId and active and id <> :except)
            """;
    private static final String INSERT = """
            insert into directory.account
                (id, organisation_id, kind, email, user_name, external_id, active, linked, attributes, version,
                 created_at, last_modified_at)
            values (:id, :organisation, :kind, :email, :userName, :externalId, :active, :linked, :attributes::jsonb,
                :version, :createdAt, :lastModifiedAt)
            """;
    private static final String UPDATE = """
            update directory.account set email = :email, user_name = :userName, external_id = :externalId,
                active = :active, linked = :linked, attributes = :attributes::jsonb, version = :version,
                last_modified_at = :lastModifiedAt, deprovisioned_at = :deprovisionedAt
            where organisation_id = :organisation and id = :id
            """;
    private static final String VISIBLE = """
            from directory.account a
            where a.organisation_id = :organisation and a.kind = 'person' and a.deprovisioned_at is null and
            """;
    private static final String COUNT = "select count(*) " + VISIBLE;
    private static final String PAGE = "select a.* " + VISIBLE;
    private static final String PAGE_ORDER = " order by a.created_at, a.id limit :limit offset :offset";
    /** One query for a page of users: their direct groups, and those above, at most three links up. */
    private static final String GROUPS_OF = """
            with recursive reached (account_id, group_id, links) as (
                select m.account_id, m.group_id, 0 from directory.group_member m
                where m.account_id = any (:accounts::uuid[])
                union
                select r.account_id, n.parent_id, r.links + 1
                from reached r join directory.group_nesting n on n.child_id = r.group_id where r.links < 3)
            select r.account_id, g.id, g.display_name, min(r.links) = 0 as direct
            from reached r join directory.scim_group g on g.id = r.group_id
            group by r.account_id, g.id, g.display_name
            order by g.display_name, g.id
            """;
    private static final Map<String, Column> COLUMNS = Map.ofEntries(
            Map.entry("id", new Column("a.id", Column.Kind.ID)),
            Map.entry("username", new Column("lower(a.user_name)", Column.Kind.FOLDED_TEXT)),
            Map.entry("externalid", new Column("a.external_id", Column.Kind.EXACT_TEXT)),
            Map.entry("emails", new Column("lower(a.email)", Column.Kind.FOLDED_TEXT)),
            Map.entry("emails.value", new Column("lower(a.email)", Column.Kind.FOLDED_TEXT)),
            Map.entry("active", new Column("a.active", Column.Kind.BOOLEAN)),
            Map.entry("displayname", new Column("lower(a.attributes->>'displayName')", Column.Kind.FOLDED_TEXT)),
            Map.entry("title", new Column("lower(a.attributes->>'title')", Column.Kind.FOLDED_TEXT)),
            Map.entry("name.familyname",
                    new Column("lower(a.attributes->'name'->>'familyName')", Column.Kind.FOLDED_TEXT)),
            Map.entry("name.givenname",
                    new Column("lower(a.attributes->'name'->>'givenName')", Column.Kind.FOLDED_TEXT)),
            Map.entry("meta.created", new Column("a.created_at", Column.Kind.MOMENT)),
            Map.entry("meta.lastmodified", new Column("a.last_modified_at", Column.Kind.MOMENT)));

    private final JdbcClient jdbc;

    UserStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Optional<Column> column(String path) {
        return Optional.ofNullable(COLUMNS.get(path));
    }

    Optional<Account> find(UUID organisation, UUID id) {
        return jdbc.sql(FIND).param("organisation", organisation).param("id", id).query((row, _) -> account(row))
                .optional();
    }

    Optional<Account> findByEmail(UUID organisation, String email) {
        return jdbc.sql(FIND_BY_EMAIL).param("organisation", organisation).param("email", email)
                .query((row, _) -> account(row)).optional();
    }

    Optional<Account> findInactiveByExternalId(UUID organisation, String externalId) {
        return jdbc.sql(FIND_INACTIVE_BY_EXTERNAL_ID).param("organisation", organisation)
                .param("externalId", externalId).query((row, _) -> account(row)).optional();
    }

    boolean userNameTaken(UUID organisation, String userName, UUID except) {
        return jdbc.sql(USER_NAME_TAKEN).param("organisation", organisation).param("userName", userName)
                .param("except", except).query(Boolean.class).single();
    }

    boolean emailTaken(UUID organisation, String email, UUID except) {
        return jdbc.sql(EMAIL_TAKEN).param("organisation", organisation).param("email", email)
                .param("except", except).query(Boolean.class).single();
    }

    boolean externalIdTaken(UUID organisation, String externalId, UUID except) {
        return jdbc.sql(EXTERNAL_ID_TAKEN).param("organisation", organisation).param("externalId", externalId)
                .param("except", except).query(Boolean.class).single();
    }

    void insert(Account account) {
        bind(jdbc.sql(INSERT), account).param("kind", account.kind()).param("createdAt", utc(account.createdAt()))
                .update();
    }

    void update(Account account) {
        var deprovisionedAt = account.deprovisionedAt();
        bind(jdbc.sql(UPDATE), account)
                .param("deprovisionedAt", deprovisionedAt == null ? null : utc(deprovisionedAt)).update();
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Account account) {
        return statement.param("id", account.id()).param("organisation", account.organisationId())
                .param("email", account.email()).param("userName", account.userName())
                .param("externalId", account.externalId()).param("active", account.active())
                .param("linked", account.linked()).param("attributes", account.attributes().toString())
                .param("version", account.version()).param("lastModifiedAt", utc(account.lastModifiedAt()));
    }

    long count(UUID organisation, Condition condition) {
        return jdbc.sql(COUNT + condition.sql()).param("organisation", organisation).params(condition.parameters())
                .query(Long.class).single();
    }

    List<Account> page(UUID organisation, Condition condition, int limit, long offset) {
        return jdbc.sql(PAGE + condition.sql() + PAGE_ORDER).param("organisation", organisation)
                .params(condition.parameters()).param("limit", limit).param("offset", offset)
                .query((row, _) -> account(row)).list();
    }

    /** A group that a user is in. */
    record GroupOfUser(UUID accountId, UUID groupId, String displayName, boolean direct) {}

    List<GroupOfUser> groupsOf(Collection<UUID> accounts) {
        return jdbc.sql(GROUPS_OF).param("accounts", accounts.toArray(UUID[]::new))
                .query((row, _) -> new GroupOfUser(row.getObject("account_id", UUID.class),
                        row.getObject("id", UUID.class), row.getString("display_name"), row.getBoolean("direct")))
                .list();
    }

    private static Account account(ResultSet row) throws SQLException {
        var attributes = (ObjectNode) JsonMapper.shared().readTree(row.getString("attributes"));
        return new Account(row.getObject("id", UUID.class), row.getObject("organisation_id", UUID.class),
                row.getString("kind"), row.getString("email"), row.getString("user_name"),
                row.getString("external_id"), row.getBoolean("active"), row.getBoolean("linked"), attributes,
                row.getLong("version"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_modified_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("deprovisioned_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
