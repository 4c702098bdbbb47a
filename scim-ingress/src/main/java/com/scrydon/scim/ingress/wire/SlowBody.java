package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.ingress.requests.Recheck;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads the body of a client that may take its time: not for ever, and not on a token that ended meanwhile. Tomcat bounds each read,
 * not the sum of them.
 */
final class SlowBody {

    private static final int CHUNK = 8 * 1024;
    /** Together with the age of what is known of a token less than the second of R2. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final HttpServletRequest request;
    private final InputStream body;
    private final Duration patience;
    private final BodyBudget budget;
    private final long began = System.nanoTime();
    /** For others, which is not the client's fault. */
    private long waited;

    private SlowBody(HttpServletRequest request, InputStream body, Duration patience, BodyBudget budget) {
        this.request = request;
        this.body = body;
        this.patience = patience;
        this.budget = budget;
    }

    static SlowBody of(HttpServletRequest request, Duration patience, BodyBudget budget) throws IOException {
        return new SlowBody(request, request.getInputStream(), patience, budget);
    }

    /**
     * Up to so many bytes.
     *
     * @throws RefusedRequestException 408 for one that took too long, 503 for a large one that found no room, 401 if the token is not good any more
     */
    byte[] readNBytes(int most) throws IOException {
        var bytes = new ByteArrayOutputStream(CHUNK);
        var chunk = new byte[CHUNK];
        for (int read = next(chunk, most); read > 0; read = next(chunk, most - bytes.size())) {
            boolean becomesLarge = bytes.size() <= BodyBudget.FREE_BYTES && bytes.size() + read > BodyBudget.FREE_BYTES;
            if (becomesLarge) {
                awaitRoom(most);
            }
            bytes.write(chunk, 0, read);
            if (elapsed() - waited > patience.toNanos()) {
                throw new RefusedRequestException(new ScimProblem.BodyTimeout(patience.toSeconds()));
            }
        }
        if (elapsed() > SLOW_NANOS && !Recheck.isStillGood(request)) {
            throw new RefusedRequestException(new ScimProblem.Unauthorized());
        }
        return bytes.toByteArray();
    }

    /** Once, for all of the body: to hold a part and wait for more would have two wait for each other. */
    private void awaitRoom(int most) {
        long since = System.nanoTime();
        budget.take(request, request.getContentLengthLong() < 0 ? most : request.getContentLengthLong(), patience);
        waited = System.nanoTime() - since;
    }

    private int next(byte[] chunk, int most) throws IOException {
        return most <= 0 ? -1 : body.read(chunk, 0, Math.min(chunk.length, most));
    }

    private long elapsed() {
        return System.nanoTime() - began;
    }
}
