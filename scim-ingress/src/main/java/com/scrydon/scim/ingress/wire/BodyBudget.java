package com.scrydon.scim.ingress.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what large bodies take of the heap together, since a few dozen at once would take all of it, with one leaked token. They wait for
 * each other, in the order they came, with most of themselves still in the network; small ones pass. A wait that is too long is a 503:
 * even a removal of access comes through only while there is memory for it, and the client tries again.
 */
public final class BodyBudget {

    /** Larger ones are large. */
    static final int FREE_BYTES = 64 * 1024;

    private static final String ATTRIBUTE = BodyBudget.class.getName();
    private static final int UNIT_BYTES = 1024;
    /** As text, tree and rows a body takes some ten times its bytes. */
    private static final long HEAP_SHARE = 16;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Semaphore units;
    private final int most;

    private BodyBudget(int units) {
        this.units = new Semaphore(units, true);
        this.most = units;
    }

    /** As the properties say, else a share of the heap; one body of the largest size always fits. */
    public static BodyBudget of(HttpProperties properties) {
        long bytes = properties.bodyMemoryBytes() > 0
                ? properties.bodyMemoryBytes()
                : Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        return new BodyBudget(Math.toIntExact(Math.max(bytes, properties.maxBodyBytes()) / UNIT_BYTES));
    }

    /**
     * Takes room for a body, until the request is done.
     *
     * @throws RefusedRequestException 503 if there is none for too long
     */
    void take(HttpServletRequest request, long bytes, Duration patience) {
        int wanted = Math.clamp(bytes / UNIT_BYTES, 1, most);
        try {
            if (!units.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RefusedRequestException(new ScimProblem.Unavailable(RETRY_AFTER_SECONDS));
            }
            request.setAttribute(ATTRIBUTE, wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a body waits", e);
        }
    }

    /** Gives back what a request took, if it did. */
    void giveBack(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Integer taken) {
            request.removeAttribute(ATTRIBUTE);
            units.release(taken);
        }
    }
}
