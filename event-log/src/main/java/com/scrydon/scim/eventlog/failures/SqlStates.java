package com.scrydon.scim.eventlog.failures;

import static com.scrydon.scim.eventlog.failures.SqlStates.Meaning.AWAY;
import static com.scrydon.scim.eventlog.failures.SqlStates.Meaning.BROKEN;
import static com.scrydon.scim.eventlog.failures.SqlStates.Meaning.DATA;
import static com.scrydon.scim.eventlog.failures.SqlStates.Meaning.LOCKED;
import static com.scrydon.scim.eventlog.failures.SqlStates.Meaning.OVERTAKEN;
import static com.scrydon.scim.eventlog.failures.SqlStates.Meaning.TOO_SLOW;
import static java.util.Map.entry;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The one table of SQLStates, after the appendix "PostgreSQL Error Codes" of the manual. */
final class SqlStates {

    enum Meaning {
        AWAY, LOCKED, OVERTAKEN, TOO_SLOW, DATA, BROKEN
    }

    /** By class, and by state where that means something else than its class. What is not here is {@link Meaning#BROKEN}. */
    static final Map<String, Meaning> TABLE = Map.ofEntries(
            entry("08", AWAY), // connection exception: refused, lost, broken in the middle
            entry("0A", BROKEN), // feature not supported; also a plan whose columns a migration has changed
            entry("21", DATA), // cardinality violation: two rows where the statement takes one
            entry("22", DATA), // data exception: out of range, not of its type, a character that cannot be stored
            entry("23", DATA), // integrity constraint violation
            entry("25", AWAY), // invalid transaction state: 25006 read-only after a fail-over, 25P03 idle for too long
            entry("25P04", TOO_SLOW), // transaction_timeout
            entry("26", BROKEN), // invalid statement name: prepared statements behind a pool that does not know them
            entry("27", DATA), // triggered data change violation
            entry("28", AWAY), // invalid authorization: a password is being changed, or logging in is forbidden for now
            entry("3D", BROKEN), // invalid catalog name: there is no such database
            entry("3F", BROKEN), // invalid schema name
            entry("40", OVERTAKEN), // transaction rollback: 40001 serialization failure, 40P01 deadlock
            entry("40002", DATA), // integrity constraint violation found at the commit
            entry("40003", AWAY), // statement completion unknown: the connection went before the answer
            entry("42", BROKEN), // no such table, column or function; no right to it (42501)
            entry("44", DATA), // WITH CHECK OPTION violation
            entry("53", AWAY), // insufficient resources: 53100 disk full, 53200 out of memory, 53300 too many connections
            entry("54", DATA), // program limit exceeded: an index entry that is too long; Spring takes it for a lack of resources
            entry("55", AWAY), // object not in the state it should be in: a statement whose connection was cut under it
            entry("55006", LOCKED), // object in use
            entry("55P03", LOCKED), // lock_timeout, or NOWAIT
            entry("57", AWAY), // operator intervention: 57P01 shutdown, 57P02 crash, 57P03 cannot connect now
            entry("57014", TOO_SLOW), // statement_timeout, or cancelled by who waited for it
            entry("58", AWAY), // system error: input or output failed outside Postgres
            entry("P0", BROKEN), // raised by a function: ours raise nothing, so somebody else forbids it for now
            entry("XX", BROKEN)); // internal error: XX001 and XX002 are damaged data and indexes

    private SqlStates() {}

    /** Empty where no state is named: that is the driver's or the pool's failure, and its type has to tell. */
    static Optional<StoreFailure> failure(SQLException refused) {
        var state = refused.getSQLState();
        return state == null || state.length() < 2
                ? Optional.empty()
                : Optional.of(failure(meaning(state), String.valueOf(refused.getMessage())));
    }

    /** The state's own line, else that of its class, which is the first two characters. */
    private static Meaning meaning(String state) {
        return TABLE.getOrDefault(state, TABLE.getOrDefault(state.substring(0, 2), BROKEN));
    }

    private static StoreFailure failure(Meaning meaning, String message) {
        return switch (meaning) {
            case AWAY -> new StoreFailure.Away();
            case LOCKED -> new StoreFailure.Locked();
            case OVERTAKEN -> new StoreFailure.Overtaken();
            case TOO_SLOW -> new StoreFailure.TooSlow();
            case DATA -> new StoreFailure.Data(message);
            case BROKEN -> new StoreFailure.Broken();
        };
    }
}
