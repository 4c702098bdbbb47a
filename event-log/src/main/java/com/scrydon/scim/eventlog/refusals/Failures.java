package com.scrydon.scim.eventlog.refusals;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a fact that can never be written from a store in which nothing can be written now. */
final class Failures {

    private Failures() {}

    /** Whether trying the same fact again is in vain. What is not the store's is: a fact is made of nothing but its refusal. */
    static boolean isTheFacts(RuntimeException failure) {
        return switch (failure) {
            case WriteGateClosedException _,TransactionException _ -> false;
            case DataAccessException refused -> isData(refused.getMostSpecificCause());
            // Without a cause the schema is not pinned yet.
            case SerializationException misfit -> misfit.getCause() != null;
            default -> true;
        };
    }

    /** SQLState classes 22 (data), 23 (constraint) and 54 (program limit), which Spring takes for a lack of resources. */
    private static boolean isData(Throwable cause) {
        if (!(cause instanceof SQLException refused) || refused.getSQLState() == null) {
            return false;
        }
        var state = refused.getSQLState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
