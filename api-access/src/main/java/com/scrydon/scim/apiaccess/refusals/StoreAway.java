package com.scrydon.scim.apiaccess.refusals;

import com.scrydon.scim.apiaccess.ApiController;
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
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Calls of the three APIs while Postgres is away, or closed for writing: 503 with {@code Retry-After}, as SCIM answers (R15). */
@RestControllerAdvice(annotations = ApiController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class StoreAway {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAway.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class,
        CannotCreateTransactionException.class, TransactionSystemException.class, WriteGateClosedException.class})
    ResponseEntity<ProblemDetail> storeAway(Exception e) {
        LOG.warn("store unavailable for an API: {}", e.toString());
        var detail = e instanceof QueryTimeoutException
                ? "that took too long; ask for less, or try again later"
                : "the store is away; try again later";
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(ProblemDetail
                        .forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }
}
