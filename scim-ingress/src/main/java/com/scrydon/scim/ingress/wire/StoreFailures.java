package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.apiaccess.RetryAfter;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.ingress.wire.ScimProblem.Unavailable;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Which exceptions mean that Postgres is away, stays locked, or is closed for writing: nothing was written (R15). */
public final class StoreFailures {

    private StoreFailures() {}

    /** The refusal; empty for an exception that is a bug. */
    public static Optional<ScimProblem> problem(Exception e) {
        return switch (e) {
            case WriteGateClosedException closed -> Optional.of(new Unavailable(closed.retryAfterSeconds()));
            // Conflicts of locks that outlast their retries are transient ones.
            case DataAccessResourceFailureException _,CannotCreateTransactionException _,TransactionSystemException _,TransientDataAccessException _ ->
                Optional.of(new Unavailable(RetryAfter.STORE_AWAY_SECONDS));
            // Spring knows no name for these.
            case UncategorizedSQLException unnamed when isOfTheStore(unnamed.getSQLException()) ->
                Optional.of(new Unavailable(RetryAfter.STORE_AWAY_SECONDS));
            default -> Optional.empty();
        };
    }

    /** SQLState classes 25 (read-only after a fail-over) and 55 (a lock that was waited for too long). */
    private static boolean isOfTheStore(@Nullable SQLException e) {
        var state = e == null ? null : e.getSQLState();
        return state != null && (state.startsWith("25") || state.startsWith("55"));
    }
}
