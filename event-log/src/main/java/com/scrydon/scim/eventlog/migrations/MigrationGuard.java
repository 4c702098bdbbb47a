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
import com.scrydon.scim.supervision.Repeated;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a service from running on a database whose schemas are not those of its version. A Postgres that does not answer does not
 * stop a start, for readiness tells: it is asked again until it does, and then ends a process whose database it is not.
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
    private final Runnable end;
    private volatile boolean known;

    /** @param end ends the process: one that starts again says why in one line */
    MigrationGuard(ConnectionSource connections, MigrationHistory history, Runnable end) {
        this.connections = connections;
        this.history = history;
        this.end = end;
    }

    /** @throws OtherMigrationsException if the schemas are not ours */
    void checkAtStart() {
        try (var connection = connections.connect()) {
            history.requireAll(connection);
            known = true;
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

    /** Nothing, once it is known. */
    @Repeated(value = "migration-guard", pauseMillis = 1_000, firstMillis = 1_000)
    void checkUntilKnown() {
        if (!known) {
            try {
                checkAtStart();
            } catch (OtherMigrationsException e) {
                LOG.error(e.getMessage());
                end.run();
            }
        }
    }
}
