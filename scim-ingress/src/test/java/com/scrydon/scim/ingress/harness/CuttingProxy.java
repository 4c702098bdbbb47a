package com.scrydon.scim.ingress.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between an ingress and Postgres and cuts one connection around the commit of a transaction that has a mark in it. */
public final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final ServerSocket listener;
    private final int target;
    private final AtomicReference<@Nullable Shot> armed = new AtomicReference<>();

    /** @param afterCommit whether Postgres gets the commit, and only its answer is lost */
    private record Shot(String mark, boolean afterCommit) {}

    public CuttingProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Postgres commits the next transaction with this mark, and nobody hears of it. */
    public void cutAfterCommitOf(String mark) {
        armed.set(new Shot(mark, true));
    }

    /** Postgres never gets the commit of the next transaction with this mark. */
    public void cutBeforeCommitOf(String mark) {
        armed.set(new Shot(mark, false));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                new Pair(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), target)).pump();
            } catch (IOException _) {
                // Closed, or Postgres is away: the next attempt tells.
            }
        }
    }

    /** One connection, both ways. */
    private final class Pair {

        private final Socket client;
        private final Socket server;
        private @Nullable Shot marked;
        private volatile boolean swallow;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump() {
            Thread.ofVirtual().start(() -> copy(client, server, true));
            Thread.ofVirtual().start(() -> copy(server, client, false));
        }

        private void copy(Socket from, Socket to, boolean toServer) {
            var buffer = new byte[BUFFER];
            try (from; to) {
                for (int n = from.getInputStream().read(buffer); n > 0; n = from.getInputStream().read(buffer)) {
                    if (toServer ? isCutBefore(new String(buffer, 0, n, ISO_8859_1)) : swallow) {
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, n);
                }
            } catch (IOException _) {
                // The other side is gone, too.
            }
        }

        private boolean isCutBefore(String sent) {
            var shot = armed.get();
            if (shot != null && sent.contains(shot.mark)) {
                marked = shot;
            }
            var own = marked;
            if (own == null || !sent.contains("COMMIT") || !armed.compareAndSet(own, null)) {
                return false;
            }
            swallow = own.afterCommit;
            return !own.afterCommit;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
