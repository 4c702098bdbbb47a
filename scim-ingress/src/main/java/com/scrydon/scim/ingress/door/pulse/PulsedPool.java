package com.scrydon.scim.ingress.door.pulse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** The pool. While Postgres is silent it refuses at once, instead of letting a thread wait for a connection (docs/decisions/031-pulse.md). */
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
