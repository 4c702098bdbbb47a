package com.scrydon.scim.ingress.door.tokens;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Where unknown raw tokens wait to be looked up: few at a time, so that a flood of invented ones never holds more than a few
 * connections of the pool, and those who were here before go on as ever.
 */
@Component
class StrangersLine {

    private static final int AT_ONCE = 4;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * Looks up when there is a place.
     *
     * @throws QueryTimeoutException after 1 s in line: 503 for the client
     */
    <T> T pass(Supplier<T> lookUp) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new QueryTimeoutException("too many unknown tokens wait to be looked up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted", e);
        }
        try {
            return lookUp.get();
        } finally {
            places.release();
        }
    }
}
