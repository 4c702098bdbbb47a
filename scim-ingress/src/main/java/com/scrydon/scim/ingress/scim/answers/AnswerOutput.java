package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.servicekit.shares.Shares;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.springframework.http.HttpOutputMessage;

/**
 * Where an answer goes: the first 64 KiB are kept back, so that a small answer has its length and a failure its status; then straight to the
 * client, who must read 64 kB a second on average.
 */
final class AnswerOutput extends OutputStream {

    /** Kept back. */
    static final int SMALL_BYTES = 64 * 1024;

    private static final int PIECE = 8 * 1024;
    private static final long LEAST_BYTES_PER_SECOND = 64_000;
    /** For a pause of the network. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HttpOutputMessage message;
    private final BooleanSupplier mayBeLarge;
    private final LongSupplier nanoTime;
    private final ByteArrayOutputStream small = new ByteArrayOutputStream(PIECE);
    private boolean begun;
    private long sent;
    private long blockedNanos;

    /** @param mayBeLarge asked once, when it turns out to be */
    AnswerOutput(HttpOutputMessage message, BooleanSupplier mayBeLarge) {
        this(message, mayBeLarge, System::nanoTime);
    }

    AnswerOutput(HttpOutputMessage message, BooleanSupplier mayBeLarge, LongSupplier nanoTime) {
        this.message = message;
        this.mayBeLarge = mayBeLarge;
        this.nanoTime = nanoTime;
    }

    /** Whether something has gone to the client. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!begun && small.size() + length <= SMALL_BYTES) {
            small.write(bytes, offset, length);
            return;
        }
        if (!begun) {
            if (!mayBeLarge.getAsBoolean()) {
                throw new RefusedRequestException(new ScimProblem.Unavailable(Shares.AGAIN_SECONDS));
            }
            begin();
        }
        send(bytes, offset, length);
    }

    /** All of it was written. */
    void finish() throws IOException {
        if (!begun) {
            message.getHeaders().setContentLength(small.size());
            begin();
        }
        message.getBody().flush();
    }

    /** What Jackson flushes may still be small. */
    @Override
    public void flush() {
        // The end does it.
    }

    private void begin() throws IOException {
        begun = true;
        send(small.toByteArray(), 0, small.size());
        small.reset();
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            int piece = Math.min(PIECE, length - at);
            long since = nanoTime.getAsLong();
            message.getBody().write(bytes, offset + at, piece);
            blockedNanos += nanoTime.getAsLong() - since;
            sent += piece;
            if (blockedNanos > GRACE_NANOS && sent < blockedNanos / NANOS_PER_SECOND * LEAST_BYTES_PER_SECOND) {
                throw new IOException("the client reads less than %d bytes a second".formatted(LEAST_BYTES_PER_SECOND));
            }
        }
    }
}
