package com.scrydon.scim.eventlog.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a connection's Postgres says of itself and of a relay's gate, in one statement.
 *
 * @param closedBecause why the write gate is closed, with what to do; empty while it is open
 * @param closedByMemory whether a process closed it that had seen a later state
 * @param signed whether the last batch, if there was one, was published with MACs
 */
public record StoreLook(StoreState state, Optional<String> closedBecause, boolean closedByMemory, boolean signed) {

    /**
     * The timeline is that of the next write: the last checkpoint's is still the old one right after a promotion. Fails on a
     * standby, where nothing can be written and which may be promoted under the connection.
     */
    private static final String LOOK = """
            select s.system_identifier::text,
                ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer,
                r.begun_anew, r.relay_batch, (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint,
                r.gate_closed_because, coalesce(r.gate_closed_by = 'memory', false), r.signed
            from pg_control_system() s, relay r where r.name = ?
            """;

    /** Looks, over a connection of the service's own role, whose search path finds {@code relay}. */
    public static StoreLook at(Connection connection, String relay) throws SQLException {
        try (var look = connection.prepareStatement(LOOK)) {
            look.setString(1, relay);
            try (var row = look.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("there is no relay " + relay + " in this database");
                }
                var database = new DatabaseIdentity(row.getString(1), row.getInt(2));
                return new StoreLook(new StoreState(database, row.getInt(3), row.getLong(4), row.getLong(5)),
                        Optional.ofNullable(row.getString(6)), row.getBoolean(7), row.getBoolean(8));
            }
        }
    }
}
