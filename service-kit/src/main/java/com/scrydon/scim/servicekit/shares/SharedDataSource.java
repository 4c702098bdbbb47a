package com.scrydon.scim.servicekit.shares;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections, shared out among the organisations whose requests want one. What is slow has a pool of its own, in which Postgres ends
 * statements soon; threads that answer no request take theirs from our own pool as it comes.
 */
public final class SharedDataSource extends AbstractDataSource implements Closeable {

    /** Of the thread that asks: connections it has not closed yet. */
    private static final ThreadLocal<AtomicInteger> HELD = ThreadLocal.withInitial(AtomicInteger::new);

    private final DataSource ours;
    private final Lane fast;
    private final Lane slow;

    /**
     * For requests.
     *
     * @param pool of connections
     * @param shares of it, one unit a connection
     * @param patience how long a request stands in the line
     */
    public record Lane(DataSource pool, Shares shares, Duration patience) {

        /**
         * Requests that hold one share and wait for a second can all wait for each other, so that is refused as the bug it is.
         *
         * @throws IllegalStateException if the thread has a connection already
         */
        Connection connection(Work work) throws SQLException {
            var held = HELD.get();
            if (held.get() > 0) {
                throw new IllegalStateException("a request that holds a connection asks for a second one");
            }
            var share = shares.take(work.owner(), 1, work.need(), patience)
                    .orElseThrow(() -> new SQLTransientConnectionException(
                            "no connection for " + work.owner() + ", " + work.need()));
            try {
                return returning(pool.getConnection(), share, held);
            } catch (SQLException | RuntimeException e) {
                share.close();
                throw e;
            }
        }
    }

    /**
     * Over pools that it closes in the end.
     *
     * @param ours for what is no request
     * @param fast for what is short by itself
     * @param slow for {@link Need#SLOW}
     */
    public SharedDataSource(DataSource ours, Lane fast, Lane slow) {
        this.ours = ours;
        this.fast = fast;
        this.slow = slow;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var work = Work.running();
        if (work.isEmpty()) {
            return ours.getConnection();
        }
        return (work.get().need() == Need.SLOW ? slow : fast).connection(work.get());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("connections are those of the service");
    }

    @Override
    public void close() throws IOException {
        for (var pool : List.of(ours, fast.pool(), slow.pool())) {
            if (pool instanceof Closeable closeable) {
                closeable.close();
            }
        }
    }

    /** The connection, which gives the share back when it is closed, by whichever thread, once. */
    @SuppressWarnings("ReferenceEquality")
    private static Connection returning(Connection connection, Shares.Share share, AtomicInteger held) {
        held.incrementAndGet();
        var open = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "close" -> {
                        try {
                            yield invoke(connection, method, arguments);
                        } finally {
                            share.close();
                            if (open.getAndSet(false)) {
                                held.decrementAndGet();
                            }
                        }
                    }
                    default -> invoke(connection, method, arguments);
                });
    }

    private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
