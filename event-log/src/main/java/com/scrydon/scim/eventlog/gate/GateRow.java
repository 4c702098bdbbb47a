package com.scrydon.scim.eventlog.gate;

import java.sql.Connection;
import java.sql.SQLException;

/** Closes and opens a relay's write gate in Postgres, where every insert into the outbox asks it. */
public final class GateRow {

    private static final String CLOSE = """
            update relay set gate_closed_because = ?, gate_closed_by = ?, gate_closed_at = clock_timestamp()
            where name = ? and gate_closed_because is null
            """;
    /** Over a relay's closing, too, which a marker that agrees would open. */
    private static final String CLOSE_BY_MEMORY = """
            update relay set gate_closed_because = ?, gate_closed_by = ?, gate_closed_at = clock_timestamp()
            where name = ? and gate_closed_by is distinct from 'memory'
            """;
    private static final String OPEN = """
            update relay set gate_closed_because = null, gate_closed_by = null, gate_closed_at = null
            where name = ? and gate_closed_by is distinct from 'memory'
            """;

    private GateRow() {}

    /** Closes it because the log's marker says so; whoever compares again may open it. */
    public static void closeByMarker(Connection connection, String relay, String because) throws SQLException {
        close(connection, CLOSE, relay, because, "marker");
    }

    /** Closes it because a process remembers more: the log cannot say that nothing is missing. */
    static void closeByMemory(Connection connection, String relay, String because) throws SQLException {
        close(connection, CLOSE_BY_MEMORY, relay, because, "memory");
    }

    private static void close(Connection connection, String statement, String relay, String because, String by)
            throws SQLException {
        try (var close = connection.prepareStatement(statement)) {
            close.setString(1, because);
            close.setString(2, by);
            close.setString(3, relay);
            close.executeUpdate();
        }
    }

    /** Opens it, unless a process closed it that remembers more. */
    public static void open(Connection connection, String relay) throws SQLException {
        try (var open = connection.prepareStatement(OPEN)) {
            open.setString(1, relay);
            open.executeUpdate();
        }
    }
}
