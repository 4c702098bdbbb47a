package com.scrydon.scim.ingress.door.bodies;

import com.scrydon.scim.ingress.door.requests.Recheck;
import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.servicekit.shares.Shares;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads the body of a client that may take its time: not for ever, not slower than 64 kB a second where it is large, and not on a token that
 * ended meanwhile. Tomcat bounds each read, not the sum of them.
 */
final class SlowBody {

    private static final int CHUNK = 8 * 1024;
    /** Together with the age of what is known of a token less than the second of R2. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int LARGE_BYTES = 64 * 1024;
    private static final long LEAST_BYTES_PER_SECOND = 64_000;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HttpServletRequest request;
    private final InputStream body;
    private final Duration patience;
    private final ArrivingBody arrived;
    private final long began = System.nanoTime();

    /** @param arrived where it is put; to be closed by who opened it */
    SlowBody(HttpServletRequest request, Duration patience, ArrivingBody arrived) throws IOException {
        this.request = request;
        this.body = request.getInputStream();
        this.patience = patience;
        this.arrived = arrived;
    }

    /**
     * Up to so many bytes.
     *
     * @throws RefusedRequestException 408 for one that takes too long, 503 for one that finds no room, 401 if the token is not good any more
     */
    void read(int most) throws IOException {
        var chunk = new byte[CHUNK];
        for (int read = next(chunk, most); read > 0; read = next(chunk, most - arrived.size())) {
            if (!arrived.add(chunk, read)) {
                throw new RefusedRequestException(new ScimProblem.Unavailable(Shares.AGAIN_SECONDS));
            }
            if (elapsed() > patience.toNanos() || isTooSlow()) {
                throw new RefusedRequestException(new ScimProblem.BodyTimeout(patience.toSeconds()));
            }
        }
        recheck();
    }

    /**
     * For who has waited, for whatever reason.
     *
     * @throws RefusedRequestException 401 if the token is not good any more
     */
    void recheck() {
        if (elapsed() > SLOW_NANOS && !Recheck.isStillGood(request)) {
            throw new RefusedRequestException(new ScimProblem.Unauthorized());
        }
    }

    private boolean isTooSlow() {
        long elapsed = elapsed();
        return arrived.size() > LARGE_BYTES && elapsed > GRACE_NANOS
                && arrived.size() < elapsed / NANOS_PER_SECOND * LEAST_BYTES_PER_SECOND;
    }

    private int next(byte[] chunk, int most) throws IOException {
        return most <= 0 ? -1 : body.read(chunk, 0, Math.min(chunk.length, most));
    }

    private long elapsed() {
        return System.nanoTime() - began;
    }
}
