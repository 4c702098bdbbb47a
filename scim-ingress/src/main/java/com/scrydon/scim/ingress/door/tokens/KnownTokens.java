package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.door.limits.Rate;
import com.scrydon.scim.ingress.door.requests.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code directory.token}, as requests ask it: by raw value, whatever the organisation. */
@Repository
class KnownTokens {

    private static final String FIND_BY_VALUE = """
            select id, organisation_id, label, scopes, rate_per_second, burst, expires_at, last_used_at, revoked_at
            from directory.token where sha256 = :sha256
            union all
            select id, organisation_id, label, scopes, rate_per_second, burst,
                least(expires_at, previous_valid_until), last_used_at, revoked_at
            from directory.token where previous_sha256 = :sha256
            """;
    private static final String NOTE_USE = """
            update directory.token set last_used_at = :now where id = :id
            """;
    private static final String COUNT_EXPIRING = """
            select count(*) from directory.token where revoked_at is null and expires_at > :now and expires_at <= :until
            """;

    private final JdbcClient jdbc;

    KnownTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The token of which this is the newest raw value, or the one before; revoked and expired ones too. */
    Optional<KnownToken> findByValue(byte[] sha256) {
        return jdbc.sql(FIND_BY_VALUE).param("sha256", sha256).query((row, _) -> known(row)).optional();
    }

    void noteUse(UUID id, Instant now) {
        jdbc.sql(NOTE_USE).param("id", id).param("now", Moments.parameter(now)).update();
    }

    /** Usable tokens of all organisations that expire until then. */
    long countExpiring(Instant now, Instant until) {
        return jdbc.sql(COUNT_EXPIRING).param("now", Moments.parameter(now)).param("until", Moments.parameter(until))
                .query(Long.class).single();
    }

    private static KnownToken known(ResultSet row) throws SQLException {
        return new KnownToken(row.getObject("id", UUID.class), row.getObject("organisation_id", UUID.class),
                row.getString("label"),
                Stream.of((String[]) row.getArray("scopes").getArray()).flatMap(name -> Scope.named(name).stream())
                        .collect(Collectors.toSet()),
                Rate.ofNullable(row.getObject("rate_per_second", Integer.class), row.getObject("burst", Integer.class)),
                Moments.find(row, "expires_at"),
                Moments.find(row, "last_used_at"), row.getObject("revoked_at") != null);
    }
}
