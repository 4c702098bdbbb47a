package com.scrydon.scim.audit.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the partitions of audit.record for this month and the next two, ahead of time. Where that fails, records go to
 * the default partition, so indexing never waits for it.
 */
@Component
class MonthPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(MonthPartitions.class);
    private static final int MONTHS_AHEAD = 2;
    private static final Duration CHECK_EVERY = Duration.ofHours(1);
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '2s'";
    private static final String CREATE = """
            select audit.create_month(:month::date)::text
            """;

    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Instant nextCheck = Instant.MIN;

    MonthPartitions(TransactionOperations transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Looks once an hour. */
    void ensureAhead() {
        var now = clock.instant();
        if (now.isBefore(nextCheck)) {
            return;
        }
        nextCheck = now.plus(CHECK_EVERY);
        var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        try {
            for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
                create(month.plusMonths(ahead));
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("partitions from {} on could not be made, tried again in {}: {}", month, CHECK_EVERY,
                    e.getMessage());
        }
    }

    private void create(YearMonth month) {
        transactions.executeWithoutResult(tx -> {
            jdbc.sql(LOCK_TIMEOUT).update();
            jdbc.sql(CREATE).param("month", month.atDay(1).toString()).query(String.class).single();
        });
    }
}
