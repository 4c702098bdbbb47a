package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.ingress.requests.RequestTrace;
import com.scrydon.scim.ingress.wire.ScimProblem.BadRequest;
import com.scrydon.scim.ingress.wire.ScimProblem.Internal;
import com.scrydon.scim.ingress.wire.ScimProblem.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What SCIM controllers and the store below them throw, as SCIM errors. */
@RestControllerAdvice(annotations = ScimController.class)
class ScimErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int GATE_RETRY_AFTER_SECONDS = 60;

    @ExceptionHandler
    ResponseEntity<byte[]> refused(RefusedRequestException e) {
        return ScimAnswers.refused(e.problem());
    }

    @ExceptionHandler({ServletRequestBindingException.class, MethodArgumentTypeMismatchException.class})
    ResponseEntity<byte[]> unbindable() {
        return ScimAnswers.refused(new BadRequest("A parameter is missing or malformed"));
    }

    /** The firewall looks at headers and names of parameters only when they are read. */
    @ExceptionHandler(RequestRejectedException.class)
    ResponseEntity<byte[]> rejectedByFirewall() {
        return ScimAnswers.refused(new BadRequest("A header or parameter has characters that are not allowed"));
    }

    /** Postgres is away, or stays locked: nothing was written (R15: never an empty list). */
    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class,
        TransactionSystemException.class, TransientDataAccessException.class, ConcurrencyFailureException.class})
    ResponseEntity<byte[]> storeUnavailable(Exception e, HttpServletRequest request) {
        LOG.warn("store unavailable for request {}: {}", RequestTrace.of(request).requestId(), e.toString());
        return ScimAnswers.refused(new Unavailable(RETRY_AFTER_SECONDS));
    }

    @ExceptionHandler(WriteGateClosedException.class)
    ResponseEntity<byte[]> gateClosed() {
        return ScimAnswers.refused(new Unavailable(GATE_RETRY_AFTER_SECONDS));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> bug(Exception e, HttpServletRequest request) {
        var requestId = RequestTrace.of(request).requestId();
        LOG.error("request {} failed", requestId, e);
        return ScimAnswers.refused(new Internal(requestId));
    }
}
