package com.scrydon.scim.apiaccess.refusals;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.RetryAfter;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Calls of the three APIs while Postgres is away, or closed for writing: 503 with {@code Retry-After}, as SCIM answers (R15). */
@RestControllerAdvice(annotations = ApiController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class StoreAway {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAway.class);

    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class,
        CannotCreateTransactionException.class, TransactionSystemException.class})
    ResponseEntity<ProblemDetail> storeAway(Exception e) {
        return unavailable(e, e instanceof QueryTimeoutException
                ? "that took too long; ask for less, or try again later"
                : "the store is away; try again later", RetryAfter.STORE_AWAY_SECONDS);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> closed(WriteGateClosedException e) {
        return unavailable(e, "nothing can be changed now; try again later", e.retryAfterSeconds());
    }

    /** Spring knows no name for SQLState classes 25 (read-only after a fail-over) and 55 (a lock was waited for too long). */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unnamed(UncategorizedSQLException e) {
        var cause = e.getSQLException();
        var state = cause == null ? null : cause.getSQLState();
        if (state != null && (state.startsWith("25") || state.startsWith("55"))) {
            return unavailable(e, "somebody else changes the same; try again later", RetryAfter.STORE_AWAY_SECONDS);
        }
        LOG.error("an API call failed", e);
        return ResponseEntity.internalServerError().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
                        "the request failed; the service's log says why"));
    }

    private static ResponseEntity<ProblemDetail> unavailable(Exception e, String detail, int retryAfterSeconds) {
        LOG.warn("store unavailable for an API: {}", e.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(ProblemDetail
                        .forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }
}
