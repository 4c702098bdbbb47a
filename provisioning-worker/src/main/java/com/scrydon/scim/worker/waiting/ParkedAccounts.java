package com.scrydon.scim.worker.waiting;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.worker.intake.Cause;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
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
    /** Pauses double; half of each is fixed, half is random, so that what failed together is not tried together. */
    private static final String PARK = """
            insert into membership.parked_account (account_id, organisation_id, cause, stack, parked_at, failed_at,
                next_attempt_at, cause_event_id, cause_type, request_id, caused_at)
            select f.account_id, coalesce(a.organisation_id, '00000000-0000-0000-0000-000000000000'), f.cause, f.stack,
                :now, :now, :now::timestamptz + make_interval(secs => :first * (0.5 + f.jitter / 2)),
                f.cause_event_id, f.cause_type, f.request_id, f.caused_at
            from unnest(:accounts::uuid[], :causes::text[], :stacks::text[], :jitters::float8[], :events::uuid[],
                    :types::text[], :requests::text[], :moments::timestamptz[])
                as f (account_id, cause, stack, jitter, cause_event_id, cause_type, request_id, caused_at)
            left join directory.account a on a.id = f.account_id
            order by f.account_id
            on conflict (account_id) do update set
                cause = excluded.cause,
                stack = excluded.stack,
                failed_at = excluded.failed_at,
                attempts = parked_account.attempts + 1,
                next_attempt_at = :now::timestamptz + (excluded.next_attempt_at - :now::timestamptz)
                    * least(:longest / :first, power(2, least(parked_account.attempts, 30)))
            """;
    private static final String ONLY_WITH_ATTEMPTS = " where parked_account.attempts = :attempts";
    private static final String KNOWN = """
            select count(*) from membership.parked_account where account_id = any (:accounts::uuid[])
            """;
    private static final String SETTLE = """
            delete from membership.parked_account where account_id = any (:accounts::uuid[])
            """;
    private static final String DUE = """
            select account_id, attempts, cause_event_id, cause_type, request_id, caused_at
            from membership.parked_account
            where next_attempt_at <= :now order by next_attempt_at limit :limit
            """;
    private static final String SUMMARY = """
            select count(*) as accounts, extract(epoch from :now - coalesce(min(parked_at), :now)) as age
            from membership.parked_account
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ParkingProperties properties;
    private final Breaker breaker;
    private final RandomGenerator random;

    /** @param random where the jitter of pauses comes from */
    public ParkedAccounts(JdbcClient jdbc, Clock clock, ParkingProperties properties, Breaker breaker,
            RandomGenerator random) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.breaker = breaker;
        this.random = random;
    }

    /** So many accounts were recomputed without a failure. */
    public void worked(int accounts) {
        breaker.succeeded(accounts);
    }

    /**
     * Before the accounts of a failing batch are tried one by one.
     *
     * @throws MassParkingException if nothing may be parked now: do not even look which accounts it is that fail
     */
    public void requireTrial(RuntimeException failure) {
        breaker.requireTrial(failure);
    }

    /**
     * Parks the accounts, all or none.
     *
     * @param tried accounts of the batch in which these failed
     * @throws MassParkingException if the breaker refuses
     */
    public void park(int tried, List<ParkedFailure> failures) {
        int known = jdbc.sql(KNOWN).param("accounts", accounts(failures)).query(Integer.class).single();
        var first = failures.getFirst().failure();
        breaker.admit(tried, failures.size(), Math.max(0, failures.size() - known), first);
        var _ = bind(PARK, failures).update();
        failures.forEach(f -> LOG.error("account {} is parked: {}", f.account(), ShortStack.cause(f.failure())));
    }

    /** A parked account failed again at its retry; unless another instance counted that already. */
    public void failedAgain(DueAccount due, RuntimeException failure) {
        var failures = List.of(new ParkedFailure(due.account(), due.cause(), failure));
        var _ = bind(PARK + ONLY_WITH_ATTEMPTS, failures).param("attempts", due.attempts()).update();
        LOG.warn("account {} stays parked after {} attempts: {}", due.account(), due.attempts() + 1,
                ShortStack.cause(failure));
    }

    /** The accounts were recomputed: whatever was parked is settled. */
    public void release(Collection<UUID> accounts) {
        var _ = jdbc.sql(SETTLE).param("accounts", accounts.toArray(UUID[]::new)).update();
    }

    /** Accounts whose next attempt is due, the longest waiting first. */
    public List<DueAccount> due(int limit) {
        return jdbc.sql(DUE).param("now", Moments.parameter(clock.instant())).param("limit", limit)
                .query((row, _) -> new DueAccount(row.getObject("account_id", UUID.class),
                        new Cause(row.getObject("cause_event_id", UUID.class), row.getString("cause_type"),
                                row.getString("request_id"), Moments.read(row, "caused_at")),
                        row.getInt("attempts")))
                .list();
    }

    public ParkedSummary summary() {
        return jdbc.sql(SUMMARY).param("now", Moments.parameter(clock.instant()))
                .query((row, _) -> new ParkedSummary(row.getLong("accounts"),
                        Duration.ofMillis(Math.max(0, Math.round(row.getDouble("age") * 1_000)))))
                .single();
    }

    public long count() {
        return summary().accounts();
    }

    private JdbcClient.StatementSpec bind(String statement, List<ParkedFailure> failures) {
        var causes = failures.stream().map(ParkedFailure::cause).toList();
        return jdbc.sql(statement).param("accounts", accounts(failures))
                .param("causes", failures.stream().map(f -> ShortStack.cause(f.failure())).toArray(String[]::new))
                .param("stacks", failures.stream().map(f -> ShortStack.of(f.failure())).toArray(String[]::new))
                .param("jitters", failures.stream().map(_ -> random.nextDouble()).toArray(Double[]::new))
                .param("events", causes.stream().map(Cause::eventId).toArray(UUID[]::new))
                .param("types", causes.stream().map(Cause::type).toArray(String[]::new))
                .param("requests", causes.stream().map(Cause::requestId).toArray(String[]::new))
                .param("moments", causes.stream().map(c -> c.causedAt().toString()).toArray(String[]::new))
                .param("now", Moments.parameter(clock.instant()))
                .param("first", properties.firstPause().toMillis() / 1_000.0)
                .param("longest", properties.longestPause().toMillis() / 1_000.0);
    }

    private static UUID[] accounts(List<ParkedFailure> failures) {
        return failures.stream().map(ParkedFailure::account).toArray(UUID[]::new);
    }
}
