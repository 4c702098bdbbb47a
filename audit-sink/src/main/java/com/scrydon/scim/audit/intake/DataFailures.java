package com.scrydon.scim.audit.intake;

import java.sql.SQLException;
import org.springframework.dao.DataAccessException;

/** Tells a record that Postgres will never take from a Postgres that does not work now. */
final class DataFailures {

    private DataFailures() {}

    /** For whoever looks at the record that is kept raw for it. */
    static String cause(DataAccessException failure) {
        return "the index does not take its content: " + failure.getMostSpecificCause().getMessage();
    }

    /** SQLState classes 22 (data), 23 (constraint) and 54 (program limit): the same statement fails again for ever. */
    static boolean is(DataAccessException failure) {
        if (!(failure.getMostSpecificCause() instanceof SQLException cause) || cause.getSQLState() == null) {
            return false;
        }
        var state = cause.getSQLState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
