package com.scrydon.scim.localstack.bench.neighbour;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was told 429 or 503 is sent again, a bounded number of times, as every identity provider does. */
final class Unavailable {

    private static final Logger LOG = LoggerFactory.getLogger(Unavailable.class);
    /** Too many requests, and not now. */
    private static final Set<Integer> STATUSES = Set.of(429, 503);
    private static final int MOST_TIMES = 20;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private int times;

    /** Whether an answer asks its client to come again. */
    static boolean isTold(int status) {
        return STATUSES.contains(status);
    }

    /**
     * Waits before the next try.
     *
     * @param what was told so
     * @throws IllegalStateException when it does not end
     */
    void waitABit(String what) {
        LOG.warn("{} told to come again", what);
        if (++times > MOST_TIMES) {
            throw new IllegalStateException(what + " told to come again, again and again");
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
    }
}
