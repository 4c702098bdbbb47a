package com.scrydon.scim.eventlog.migrations;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a service from running on a database whose schemas are not those of its version. A Postgres that does not answer does not
 * stop a start: readiness tells.
 */
final class MigrationGuard {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationGuard.class);

    /** Opens a connection outside the pools: no gate is asked, whose own row may look otherwise there. */
    @FunctionalInterface
    interface ConnectionSource {
        Connection connect() throws SQLException;
    }

    private final ConnectionSource connections;
    private final MigrationHistory history;

    MigrationGuard(ConnectionSource connections, MigrationHistory history) {
        this.connections = connections;
        this.history = history;
    }

    /** @throws OtherMigrationsException if the schemas are not ours */
    void checkAtStart() {
        try (var connection = connections.connect()) {
            history.requireAll(connection);
        } catch (SQLException e) {
            switch (StoreFailure.of(e)) {
                case Away _,Locked _,Overtaken _,TooSlow _,GateClosed _ -> LOG.warn(
                        "Postgres does not answer; whether its schemas are those of this version is not known: {}",
                        e.getMessage());
                case Data _,Broken _,Bug _ ->
                    throw new IllegalStateException("cannot ask Postgres which migrations made it", e);
            }
        }
    }
}
