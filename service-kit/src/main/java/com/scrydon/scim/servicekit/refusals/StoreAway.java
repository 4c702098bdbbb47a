package com.scrydon.scim.servicekit.refusals;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.problems.RetryAfter;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Calls of the three APIs while Postgres is away, or closed for writing: 503 with {@code Retry-After}, as SCIM answers (R15). */
@RestControllerAdvice(annotations = ApiController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class StoreAway {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAway.class);

    /** What comes from Postgres, Kafka or the registry, also as the cause of something else. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class, WriteGateClosedException.class,
        KafkaException.class})
    ResponseEntity<ProblemDetail> failed(Exception e) {
        return switch (StoreFailure.of(e)) {
            case Away _ -> unavailable(e, "the store is away; try again later", RetryAfter.STORE_AWAY_SECONDS);
            case Locked _,Overtaken _ ->
                unavailable(e, "somebody else changes the same; try again later", RetryAfter.STORE_AWAY_SECONDS);
            case TooSlow _ ->
                unavailable(e, "that took too long; ask for less, or try again later", RetryAfter.STORE_AWAY_SECONDS);
            case GateClosed(var seconds) -> unavailable(e, "nothing can be changed now; try again later", seconds);
            case Data _,Broken _,Bug _ -> bug(e);
        };
    }

    private static ResponseEntity<ProblemDetail> bug(Exception e) {
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
