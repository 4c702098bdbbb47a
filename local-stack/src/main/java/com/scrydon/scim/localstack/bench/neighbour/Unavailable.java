package com.scrydon.scim.localstack.bench.neighbour;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was told 503 is sent again, a bounded number of times, as every identity provider does. */
final class Unavailable {

    static final int STATUS = 503;

    private static final Logger LOG = LoggerFactory.getLogger(Unavailable.class);
    private static final int MOST_TIMES = 20;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private int times;

    /**
     * Waits before the next try.
     *
     * @param what was told 503
     * @throws IllegalStateException when it does not end
     */
    void waitABit(String what) {
        LOG.warn("{} told 503, sent again", what);
        if (++times > MOST_TIMES) {
            throw new IllegalStateException(what + " told 503 again and again");
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
    }
}
