package com.scrydon.scim.ingress.door.pulse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * For the thread of a pool that opens its connections: while Postgres is silent it waits for the pulse instead of failing. After each failure
 * the pool would rest longer, up to 5 s, and so be without connections for that long after Postgres is back.
 */
final class AwaitingConnections extends DelegatingDataSource {

    private final Silence silence;

    AwaitingConnections(DataSource opener, Silence silence) {
        super(opener);
        this.silence = silence;
    }

    @Override
    public Connection getConnection() throws SQLException {
        awaitAnswer();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        awaitAnswer();
        return super.getConnection(user, password);
    }

    private void awaitAnswer() throws SQLException {
        try {
            silence.awaitAnswer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("the pool closes while Postgres is silent", e);
        }
    }
}
