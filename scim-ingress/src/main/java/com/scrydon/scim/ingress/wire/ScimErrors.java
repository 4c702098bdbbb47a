package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns what the container and the infrastructure throw into SCIM errors. A client's fault is never a 500 (R24). */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ScimErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<JsonNode> unreadable(HttpMessageNotReadableException e) {
        var where = e.getMostSpecificCause() instanceof JacksonException json && json.getLocation() != null
                ? " at line " + json.getLocation().getLineNr() + ", column " + json.getLocation().getColumnNr()
                : "";
        return ScimAnswers.error(ScimProblem.invalidSyntax("the body is not valid JSON" + where));
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<JsonNode> wrongParameter(MethodArgumentTypeMismatchException e) {
        return ScimAnswers.error(ScimProblem.invalidValue("parameter " + e.getName() + " has a wrong value"));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class, WriteGateClosedException.class})
    ResponseEntity<JsonNode> storeUnavailable(RuntimeException e) {
        LOG.error("the store refuses a request", e);
        var problem = new ScimProblem(503, null, "the directory is not available; retry in a few seconds");
        return ResponseEntity.status(503).contentType(ScimAnswers.SCIM).header("Retry-After", RETRY_AFTER_SECONDS)
                .body(ScimAnswers.errorBody(problem));
    }

    /** Unknown path, wrong method (with {@code Allow}), unacceptable or unsupported media types, too large a body … */
    @ExceptionHandler(Exception.class)
    ResponseEntity<JsonNode> other(Exception e) {
        if (e instanceof ErrorResponse response) {
            int status = response.getStatusCode().value();
            var detail = response.getBody().getDetail();
            var problem = new ScimProblem(status, null, detail == null ? "request refused" : detail);
            return ResponseEntity.status(status).headers(response.getHeaders()).contentType(ScimAnswers.SCIM)
                    .body(ScimAnswers.errorBody(problem));
        }
        LOG.error("a request failed by a fault of ours", e);
        return ScimAnswers.error(new ScimProblem(500, null, "internal error"));
    }
}
