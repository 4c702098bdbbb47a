package com.scrydon.scim.supervision;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service at its own port, as a client would, and waits for the first byte of an answer: whatever it is, it went
 * through the connector. A question stays open for as many ticks as its answer takes.
 */
final class Door implements Closeable {

    private static final byte[] QUESTION = "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress address;
    private final int tickMillis;
    private @Nullable Socket open;

    Door(InetSocketAddress address, int tickMillis) {
        this.address = address;
        this.tickMillis = tickMillis;
    }

    /** Waits a tick at most for an answer, and a whole tick if there is none. */
    boolean answers() {
        long began = System.nanoTime();
        try {
            boolean answered = asked().getInputStream().read() >= 0;
            close();
            if (answered) {
                return true;
            }
        } catch (SocketTimeoutException _) {
            if (open != null && !open.isConnected()) {
                close();
            }
        } catch (IOException _) {
            close();
        }
        restOf(began);
        return false;
    }

    private Socket asked() throws IOException {
        if (open == null) {
            var socket = new Socket();
            open = socket;
            socket.connect(address, tickMillis);
            socket.setSoTimeout(tickMillis);
            socket.getOutputStream().write(QUESTION);
        }
        return open;
    }

    private void restOf(long began) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(tickMillis) - (System.nanoTime() - began));
    }

    @Override
    public void close() {
        try (var _ = open) {
            open = null;
        } catch (IOException _) {
            // It is gone either way.
        }
    }
}
