package com.scrydon.scim.eventlog.failures;

import com.scrydon.scim.eventlog.codec.UnpinnedSchemaException;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * An exception and its causes, as a {@link StoreFailure}. Whoever refused knows best: what Postgres, the pool, the gate and Kafka
 * said decides, wherever it stands in the chain; only without it, what those made of it who passed it on.
 */
final class Classification {

    /** Chains of causes can be circles. */
    private static final int MOST_LINKS = 50;

    private Classification() {}

    static StoreFailure of(Throwable thrown) {
        var links = links(thrown);
        return first(links, Classification::said).or(() -> first(links, Classification::passedOn)).orElseGet(Bug::new);
    }

    private static List<Throwable> links(Throwable thrown) {
        List<Throwable> links = new ArrayList<>();
        for (Throwable link = thrown; link != null && links.size() < MOST_LINKS; link = link.getCause()) {
            links.add(link);
        }
        return links;
    }

    private static Optional<StoreFailure> first(List<Throwable> links,
            Function<Throwable, Optional<StoreFailure>> meaning) {
        return links.stream().map(meaning).flatMap(Optional::stream).findFirst();
    }

    private static Optional<StoreFailure> said(Throwable link) {
        return switch (link) {
            case WriteGateClosedException closed -> Optional.of(new GateClosed(closed.retryAfterSeconds()));
            // A pool says so, with the state of whatever failed last below it.
            case SQLTransientConnectionException _,SQLNonTransientConnectionException _,SQLRecoverableException _ ->
                Optional.of(new Away());
            case SQLException refused -> SqlStates.failure(refused);
            case UnpinnedSchemaException _ -> Optional.of(new Broken());
            // What could not be asked for stands below it.
            case SerializationException _ -> Optional.empty();
            case KafkaException _ -> Optional.of(new Away());
            default -> Optional.empty();
        };
    }

    private static Optional<StoreFailure> passedOn(Throwable link) {
        return switch (link) {
            case QueryTimeoutException _,TransactionTimedOutException _,SQLTimeoutException _ ->
                Optional.of(new TooSlow());
            case ConcurrencyFailureException _,SQLTransactionRollbackException _ -> Optional.of(new Overtaken());
            case DataIntegrityViolationException _,SerializationException _ ->
                Optional.of(new Data(String.valueOf(link.getMessage())));
            // Spring says so of a request, too, that asks for a second connection, which nobody may.
            case CannotGetJdbcConnectionException _,CannotCreateTransactionException _ when isMistake(link) ->
                Optional.of(new Bug());
            // An SQLException that names no state is the driver's or the pool's.
            case DataAccessResourceFailureException _,RecoverableDataAccessException _,TransientDataAccessException _,CannotCreateTransactionException _,TransactionSystemException _,SQLException _,IOException _,TimeoutException _,InterruptedException _ ->
                Optional.of(new Away());
            default -> Optional.empty();
        };
    }

    private static boolean isMistake(Throwable link) {
        return link.getCause() instanceof IllegalStateException mistake && mistake.getCause() == null;
    }
}
