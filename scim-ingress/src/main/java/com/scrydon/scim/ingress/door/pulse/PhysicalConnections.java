package com.scrydon.scim.ingress.door.pulse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens the connections of the pool and remembers those that are open, so that all can be cut. A server that is frozen neither
 * answers nor closes: who waits for it waits for ever, unless the socket is closed on this side.
 */
final class PhysicalConnections extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(PhysicalConnections.class);

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Admission admission;

    /** @param admission decides whether a new connection may be used; may wait for an answer of the server */
    PhysicalConnections(DataSource opener, Admission admission) {
        super(opener);
        this.admission = admission;
    }

    /** Looks at a new connection before anybody else does. */
    @FunctionalInterface
    interface Admission {

        /** Answers the connection, or closes it and throws. */
        Connection admitted(Connection connection) throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return remembered(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return remembered(super.getConnection(user, password));
    }

    /** The opener has one of its own, which the pool must not raise to its. */
    @Override
    public void setLoginTimeout(int seconds) {}

    private Connection remembered(Connection connection) throws SQLException {
        open.removeIf(PhysicalConnections::isClosed);
        open.add(connection);
        return admission.admitted(connection);
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException _) {
            return true;
        }
    }

    /** Closes the sockets of all: whoever waits for an answer gets an exception instead. Answers how many. */
    int cut() {
        int cut = 0;
        for (var connection : List.copyOf(open)) {
            open.remove(connection);
            if (!isClosed(connection)) {
                cut += cut(connection);
            }
        }
        return cut;
    }

    private static int cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
            return 1;
        } catch (SQLException e) {
            LOG.debug("a connection cannot be cut", e);
            return 0;
        }
    }
}
