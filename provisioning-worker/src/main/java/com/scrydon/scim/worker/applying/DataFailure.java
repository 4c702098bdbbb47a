package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a failure of an account's own data, which parks the account, from one of the infrastructure, which parks
 * nothing and is retried until it works. Infrastructure is named; everything else is the account's, a bug of ours included,
 * since it must not stop the others (R30). What this takes wrongly for data hits many at once, and the breaker stops it.
 */
final class DataFailure {

    /**
     * SQLState classes that never are the account's: connection, transaction rollback (deadlock, serialisation), resources,
     * operator intervention and statement timeout, system error; and 25 (read-only after a fail-over), 28 (authorisation),
     * 55 (lock not available).
     */
    private static final Set<String> INFRASTRUCTURE = Set.of("08", "25", "28", "40", "53", "55", "57", "58");

    private DataFailure() {}

    static boolean isOne(RuntimeException failure) {
        int links = 0;
        for (Throwable cause = failure; cause != null && links < 50; cause = cause.getCause()) {
            if (isInfrastructure(cause)) {
                return false;
            }
            links++;
        }
        return true;
    }

    private static boolean isInfrastructure(Throwable cause) {
        return switch (cause) {
            case SerializationException _ -> false;
            case KafkaException _ -> true;
            case SQLTransientException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLException sql -> isInfrastructure(sql.getSQLState());
            case TransientDataAccessException _ -> true;
            case DataAccessResourceFailureException _ -> true;
            case RecoverableDataAccessException _ -> true;
            case TransactionException _ -> true;
            case WriteGateClosedException _ -> true;
            case IOException _ -> true;
            case TimeoutException _ -> true;
            case InterruptedException _ -> true;
            default -> false;
        };
    }

    /** A failure that names no state is the driver's or the pool's. */
    private static boolean isInfrastructure(@org.jspecify.annotations.Nullable String state) {
        return state == null || state.length() < 2 || INFRASTRUCTURE.contains(state.substring(0, 2));
    }
}
