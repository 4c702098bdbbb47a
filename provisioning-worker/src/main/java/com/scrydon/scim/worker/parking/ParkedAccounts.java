package com.scrydon.scim.worker.parking;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Accounts whose recomputation failed on their own data (R30). One row says "recompute": whatever comes meanwhile is
 * settled by the one recomputation that works.
 */
@Repository
public class ParkedAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedAccounts.class);
    private static final int MAX_CAUSE = 4_000;
    /** Back-off doubles from one second to at most about an hour (2^12 s). */
    private static final String PARK = """
            insert into membership.parked_account (account_id, cause, parked_at, next_attempt_at)
            values (:account, :cause, :now, :now::timestamptz + interval '1 second')
            on conflict (account_id) do update set
                cause = excluded.cause,
                attempts = parked_account.attempts + 1,
                next_attempt_at = :now::timestamptz
                    + interval '1 second' * power(2, least(parked_account.attempts, 12)) * (0.75 + random() / 2)
            """;
    private static final String RELEASE = """
            delete from membership.parked_account where account_id = any (:accounts::uuid[])
            """;
    private static final String DUE = """
            select account_id from membership.parked_account
            where next_attempt_at <= :now order by next_attempt_at limit :limit
            """;
    private static final String COUNT = "select count(*) from membership.parked_account";

    private final JdbcClient jdbc;
    private final Clock clock;

    ParkedAccounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Parks the account, or counts another failed attempt. */
    public void park(UUID account, RuntimeException failure) {
        var cause = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        LOG.error("account {} is parked: {}", account, cause);
        jdbc.sql(PARK).param("account", account).param("cause", cause.substring(0, Math.min(cause.length(), MAX_CAUSE)))
                .param("now", utc(clock.instant())).update();
    }

    /** The accounts were recomputed: whatever was parked is settled. */
    public void release(Collection<UUID> accounts) {
        jdbc.sql(RELEASE).param("accounts", accounts.toArray(UUID[]::new)).update();
    }

    /** Accounts whose next attempt is due, the longest waiting first. */
    public List<UUID> due(int limit) {
        return jdbc.sql(DUE).param("now", utc(clock.instant())).param("limit", limit).query(UUID.class).list();
    }

    public long count() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
