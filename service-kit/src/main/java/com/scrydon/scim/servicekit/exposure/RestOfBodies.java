package com.scrydon.scim.servicekit.exposure;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what an answered request has not sent yet, since most clients read the answer only then, and cuts off who takes too long. Tomcat would
 * go on for as long as a byte comes now and then, whoever sends it: with a body that was too slow, or without a token.
 */
public final class RestOfBodies extends ValveBase {

    /** For who was answered when the time was up: to read why. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** For strangers: enough to take notice of a 401 while the body is under way. */
    private static final long STRANGERS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int UNAUTHORIZED = 401;

    private final long patience;
    private final long mostBytes;

    /** @param patience how long a client may take to send a body, whether somebody reads it or not */
    public RestOfBodies(Duration patience, long mostBytes) {
        super(true);
        this.patience = patience.toNanos();
        this.mostBytes = mostBytes;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long began = System.nanoTime();
        getNext().invoke(request, response);
        if (!request.isAsync() && !request.getCoyoteRequest().isFinished()) {
            response.finishResponse();
            long grace = System.nanoTime() + Math.min(GRACE_NANOS, patience);
            long most = response.getStatus() == UNAUTHORIZED ? Math.min(patience, STRANGERS_NANOS) : patience;
            if (staysOpen(response) && !isReadUntil(request, Math.max(began + most, grace))) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }

    /** Tomcat itself closes what it cannot keep, and reads nothing of it. */
    private static boolean staysOpen(Response response) {
        var broken = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_ERROR, broken);
        return !broken.get();
    }

    /** Below the servlet's stream, which is closed by now. */
    private boolean isReadUntil(Request request, long until) {
        var coyote = request.getCoyoteRequest();
        var ignored = new Ignored();
        long bytes = 0;
        try {
            for (int read = coyote.doRead(ignored); read >= 0; read = coyote.doRead(ignored)) {
                bytes += read;
                if (bytes > mostBytes || System.nanoTime() - until > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Tomcat hands its own buffer over, and nobody looks into it. */
    private static final class Ignored implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer filled) {
            buffer = filled;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // Nothing is copied into it.
        }
    }
}
