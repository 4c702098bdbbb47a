package com.scrydon.scim.ingress.pulse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** The pool, which lets nobody wait for a connection while Postgres is silent: who stood in a line would wait for all before it. */
final class PulsedPool extends HikariDataSource {

    private final Silence silence;

    PulsedPool(HikariConfig config, Silence silence) {
        config.copyStateTo(this);
        this.silence = silence;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (silence.isTooLong()) {
            throw new SQLTransientConnectionException("Postgres is silent");
        }
        return super.getConnection();
    }
}
