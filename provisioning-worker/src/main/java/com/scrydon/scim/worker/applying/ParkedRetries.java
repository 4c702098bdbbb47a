package com.scrydon.scim.worker.applying;

import com.scrydon.scim.supervision.Repeated;
import com.scrydon.scim.worker.waiting.DueAccount;
import com.scrydon.scim.worker.waiting.ParkedAccounts;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Recomputes parked accounts when their next attempt is due. */
@Component
class ParkedRetries {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedRetries.class);
    private static final int CHUNK = 100;

    private final ParkedAccounts parked;
    private final Applying applying;

    ParkedRetries(ParkedAccounts parked, Applying applying) {
        this.parked = parked;
        this.applying = applying;
    }

    /** Until none is due: an account is settled or its next attempt moves on, so that this ends. */
    @Repeated(value = "parked-retries", pauseMillis = 1_000)
    void retryDue() {
        try {
            List<DueAccount> due;
            do {
                due = parked.due(CHUNK);
                due.forEach(applying::retry);
            } while (due.size() == CHUNK);
        } catch (RuntimeException e) {
            // The infrastructure failed; whatever it was, the next second tries again.
            LOG.warn("parked accounts wait: {}", e.getMessage());
        }
    }
}
