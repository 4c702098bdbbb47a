package com.scrydon.scim.worker.waiting;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The parked accounts of one organisation, for operators: to see them, and to have them tried again at once. */
@Repository
public class ParkedOverview {

    private static final String PAGE = """
            select account_id, cause, stack, attempts, parked_at, failed_at, next_attempt_at, cause_type, cause_event_id,
                request_id, caused_at
            from membership.parked_account
            where organisation_id = :organisation and account_id > :after
                and (:account::uuid is null or account_id = :account)
            order by account_id limit :count
            """;
    /** Back-off begins anew: whoever releases believes that it works now. */
    private static final String RELEASE = """
            update membership.parked_account set next_attempt_at = :now, attempts = 1
            where organisation_id = :organisation
                and (:account::uuid is null or account_id = :account)
                and (:cause::text is null or starts_with(cause, :cause))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ParkedOverview(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** At most so many, in the order of account ids. */
    public List<ParkedAccount> page(UUID organisation, UUID after, int count) {
        return query(organisation, after, count, Optional.empty());
    }

    /** What is parked of the account, if it is. */
    public Optional<ParkedAccount> find(UUID organisation, UUID account) {
        return query(organisation, new UUID(0, 0), 1, Optional.of(account)).stream().findFirst();
    }

    /**
     * Makes accounts due now; the worker tries them within seconds.
     *
     * @param account only this one
     * @param cause only those whose cause begins so
     * @return how many
     */
    public int release(UUID organisation, Optional<UUID> account, Optional<String> cause) {
        return jdbc.sql(RELEASE).param("organisation", organisation).param("account", account.orElse(null))
                .param("cause", cause.orElse(null)).param("now", Moments.parameter(clock.instant())).update();
    }

    private List<ParkedAccount> query(UUID organisation, UUID after, int count, Optional<UUID> account) {
        return jdbc.sql(PAGE).param("organisation", organisation).param("after", after).param("count", count)
                .param("account", account.orElse(null)).query((row, _) -> read(row)).list();
    }

    private static ParkedAccount read(ResultSet row) throws SQLException {
        return new ParkedAccount(row.getObject("account_id", UUID.class), row.getString("cause"),
                row.getString("stack"), row.getInt("attempts"), Moments.read(row, "parked_at"),
                Moments.read(row, "failed_at"), Moments.read(row, "next_attempt_at"), row.getString("cause_type"),
                row.getObject("cause_event_id", UUID.class), row.getString("request_id"),
                Moments.read(row, "caused_at"));
    }
}
