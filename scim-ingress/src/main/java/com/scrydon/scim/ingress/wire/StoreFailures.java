package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.ingress.wire.ScimProblem.Unavailable;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Which exceptions mean that Postgres is away, stays locked, or is closed for writing: nothing was written (R15). */
public final class StoreFailures {

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int GATE_RETRY_AFTER_SECONDS = 60;

    private StoreFailures() {}

    /** The refusal; empty for an exception that is a bug. */
    public static Optional<ScimProblem> problem(Exception e) {
        return switch (e) {
            case WriteGateClosedException _ -> Optional.of(new Unavailable(GATE_RETRY_AFTER_SECONDS));
            // Conflicts of locks that outlast their retries are transient ones.
            case DataAccessResourceFailureException _,CannotCreateTransactionException _,TransactionSystemException _,TransientDataAccessException _ ->
                Optional.of(new Unavailable(RETRY_AFTER_SECONDS));
            default -> Optional.empty();
        };
    }
}
