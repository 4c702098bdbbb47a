package com.scrydon.scim.ingress.management.tokens;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code directory.token}, as an organisation manages its tokens. */
@Repository
class TokenStore {

    private static final String LOCK_ORGANISATION = """
            select id from directory.organisation where id = :organisation for no key update
            """;
    private static final String COUNT_USABLE = """
            select count(*) from directory.token
            where organisation_id = :organisation and revoked_at is null and (expires_at is null or expires_at > :now)
            """;
    private static final String INSERT = """
            insert into directory.token
                (id, organisation_id, label, sha256, scopes, rate_per_second, burst, created_by, created_at, expires_at)
            values
                (:id, :organisation, :label, :sha256, :scopes, :rate, :burst, :createdBy, :now, :expiresAt)
            """;
    private static final String LIST = """
            select id, label, scopes, rate_per_second, burst, created_by, created_at, expires_at, last_used_at, rotated_at,
                previous_valid_until, revoked_at
            from directory.token where organisation_id = :organisation order by created_at, id
            """;
    private static final String REVOKE = """
            update directory.token set revoked_at = :now
            where organisation_id = :organisation and id = :id and revoked_at is null
            """;
    private static final String LOCK = """
            select id, label, scopes, rate_per_second, burst, created_by, created_at, expires_at, last_used_at, rotated_at,
                previous_valid_until, revoked_at
            from directory.token where organisation_id = :organisation and id = :id for no key update
            """;
    private static final String ROTATE = """
            update directory.token set previous_sha256 = sha256, previous_valid_until = :previousValidUntil,
                sha256 = :sha256, expires_at = :expiresAt, rotated_at = :now
            where organisation_id = :organisation and id = :id
            """;
    private static final String SET_RATE = """
            update directory.token set rate_per_second = :rate, burst = :burst
            where organisation_id = :organisation and id = :id
            """;
    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets only one token at a time be made for the organisation, so that the limit holds; false if there is none. */
    boolean lockOrganisation(UUID organisation) {
        return jdbc.sql(LOCK_ORGANISATION).param("organisation", organisation).query(UUID.class).optional().isPresent();
    }

    long countUsable(UUID organisation, Instant now) {
        return jdbc.sql(COUNT_USABLE).param("organisation", organisation).param("now", Moments.parameter(now))
                .query(Long.class).single();
    }

    void insert(UUID id, UUID organisation, NewToken token, byte[] sha256, String createdBy, Instant now) {
        jdbc.sql(INSERT).param("id", id).param("organisation", organisation).param("label", token.label())
                .param("sha256", sha256).param("scopes", token.scopes().toArray(String[]::new))
                .param("rate", token.rate().ratePerSecond()).param("burst", token.rate().burst())
                .param("createdBy", createdBy)
                .param("now", Moments.parameter(now))
                .param("expiresAt", parameter(token.expiresAt())).update();
    }

    List<TokenRow> list(UUID organisation) {
        return jdbc.sql(LIST).param("organisation", organisation).query((row, _) -> listed(row)).list();
    }

    /** Locks a token: it is revoked or rotated by one at a time. */
    Optional<TokenRow> lock(UUID organisation, UUID id) {
        return jdbc.sql(LOCK).param("organisation", organisation).param("id", id).query((row, _) -> listed(row))
                .optional();
    }

    void rotate(UUID organisation, UUID id, byte[] sha256, Instant previousValidUntil, @Nullable Instant expiresAt,
            Instant now) {
        jdbc.sql(ROTATE).param("organisation", organisation).param("id", id).param("sha256", sha256)
                .param("previousValidUntil", Moments.parameter(previousValidUntil))
                .param("expiresAt", parameter(expiresAt)).param("now", Moments.parameter(now)).update();
    }

    void setRate(UUID organisation, UUID id, OwnRate rate) {
        jdbc.sql(SET_RATE).param("organisation", organisation).param("id", id).param("rate", rate.ratePerSecond())
                .param("burst", rate.burst()).update();
    }

    /** Whether a usable token was revoked. */
    boolean revoke(UUID organisation, UUID id, Instant now) {
        return jdbc.sql(REVOKE).param("organisation", organisation).param("id", id)
                .param("now", Moments.parameter(now)).update() > 0;
    }

    private static TokenRow listed(ResultSet row) throws SQLException {
        return new TokenRow(row.getObject("id", UUID.class), row.getString("label"), scopes(row),
                number(row, "rate_per_second"), number(row, "burst"), row.getString("created_by"),
                Moments.read(row, "created_at"), Moments.find(row, "expires_at").orElse(null),
                Moments.find(row, "last_used_at").orElse(null), Moments.find(row, "rotated_at").orElse(null),
                Moments.find(row, "previous_valid_until").orElse(null), Moments.find(row, "revoked_at").orElse(null));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    private static @Nullable OffsetDateTime parameter(@Nullable Instant moment) {
        return moment == null ? null : Moments.parameter(moment);
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("scopes").getArray());
    }
}
