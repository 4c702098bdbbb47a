package com.scrydon.scim.worker.applying;

import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.parking.ParkedAccounts;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Recomputes parked accounts when their next attempt is due. */
@Component
class ParkedRetries {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedRetries.class);
    private static final int LIMIT = 100;

    private final ParkedAccounts parked;
    private final Applying applying;
    private final Clock clock;

    ParkedRetries(ParkedAccounts parked, Applying applying, Clock clock) {
        this.parked = parked;
        this.applying = applying;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void retryDue() {
        try {
            for (var account : parked.due(LIMIT)) {
                applying.apply(Map.of(account, new Cause(new UUID(0, 0), "parked", "retry", clock.instant())));
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("parked accounts wait: {}", e.getMessage());
        }
    }
}
