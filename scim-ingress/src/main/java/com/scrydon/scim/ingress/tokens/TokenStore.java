package com.scrydon.scim.ingress.tokens;

import java.sql.Array;
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

/** Rows of {@code directory.token}. */
@Repository
class TokenStore {

    private static final String INSERT = """
            insert into directory.token
                (id, organisation_id, label, sha256, scopes, rate_per_second, burst, created_by, created_at, expires_at)
            values (:id, :organisation, :label, :sha256, :scopes::text[], :rate, :burst, :createdBy, :createdAt,
                :expiresAt)
            """;
    private static final String FIND_BY_HASH = """
            select id, organisation_id, label, scopes, created_by, created_at, expires_at, last_used_at, revoked_at
            from directory.token where sha256 = :sha256
            """;
    private static final String LIST = """
            select id, organisation_id, label, scopes, created_by, created_at, expires_at, last_used_at, revoked_at
            from directory.token where organisation_id = :organisation order by created_at desc, id desc
            """;
    private static final String COUNT_ACTIVE = """
            select count(*) from directory.token
            where organisation_id = :organisation and revoked_at is null
                and (expires_at is null or expires_at > :now)
            """;
    private static final String REVOKE = """
            update directory.token set revoked_at = :now
            where organisation_id = :organisation and id = :id and revoked_at is null
            returning id, organisation_id, label, scopes, created_by, created_at, expires_at, last_used_at, revoked_at
            """;
    /** Written lazily: at most once a minute per token and instance. */
    private static final String TOUCH = """
            update directory.token set last_used_at = :now
            where id = :id and (last_used_at is null or last_used_at < :now::timestamptz - interval '1 minute')
            """;

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Token token, byte[] sha256, @Nullable Integer ratePerSecond, @Nullable Integer burst) {
        jdbc.sql(INSERT).param("id", token.id()).param("organisation", token.organisationId())
                .param("label", token.label()).param("sha256", sha256)
                .param("scopes", token.scopes().toArray(String[]::new)).param("rate", ratePerSecond)
                .param("burst", burst).param("createdBy", token.createdBy())
                .param("createdAt", utc(token.createdAt()))
                .param("expiresAt", token.expiresAt() == null ? null : utc(token.expiresAt())).update();
    }

    Optional<Token> findByHash(byte[] sha256) {
        return jdbc.sql(FIND_BY_HASH).param("sha256", sha256).query((row, _) -> token(row)).optional();
    }

    List<Token> list(UUID organisation) {
        return jdbc.sql(LIST).param("organisation", organisation).query((row, _) -> token(row)).list();
    }

    long countActive(UUID organisation, Instant now) {
        return jdbc.sql(COUNT_ACTIVE).param("organisation", organisation).param("now", utc(now)).query(Long.class)
                .single();
    }

    Optional<Token> revoke(UUID organisation, UUID id, Instant now) {
        return jdbc.sql(REVOKE).param("organisation", organisation).param("id", id).param("now", utc(now))
                .query((row, _) -> token(row)).optional();
    }

    void touch(UUID id, Instant now) {
        jdbc.sql(TOUCH).param("id", id).param("now", utc(now)).update();
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(row.getObject("id", UUID.class), row.getObject("organisation_id", UUID.class),
                row.getString("label"), strings(row.getArray("scopes")), row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "expires_at"),
                instant(row, "last_used_at"), instant(row, "revoked_at"));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
