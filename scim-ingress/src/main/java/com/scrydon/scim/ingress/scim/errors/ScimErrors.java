package com.scrydon.scim.ingress.scim.errors;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.BadRequest;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Internal;
import com.scrydon.scim.ingress.scim.problems.StoreFailures;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What SCIM controllers and the store below them throw, as SCIM errors. */
@RestControllerAdvice(annotations = ScimController.class)
class ScimErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);

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

    /** The client left before it had its answer: nobody is to be told, and no log may be filled by it. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void clientGone() {
        // There is nothing left to do.
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception e, HttpServletRequest request) {
        var requestId = RequestTrace.of(request).requestId();
        var storeFailure = StoreFailures.problem(e);
        if (storeFailure.isPresent()) {
            LOG.warn("request {} cannot be done now: {}", requestId, e.toString());
            return ScimAnswers.refused(storeFailure.get());
        }
        LOG.error("request {} failed", requestId, e);
        return ScimAnswers.refused(new Internal(requestId));
    }
}
