package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.people.ApiRefusal;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The one place where errors of the three APIs become problem+json, but for what a service knows better and handles before this.
 * A bug is a 500 that tells nothing of the inside.
 */
@RestControllerAdvice(annotations = ApiController.class)
@Order(ApiProblems.ORDER)
class ApiProblems extends ResponseEntityExceptionHandler {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(ApiProblemException e, WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(e.status(), e.detail());
        if (request instanceof ServletWebRequest called) {
            ApiRefusal.note(called.getRequest(), e.status().value(), e.detail());
        }
        var headers = json();
        if (e.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(e.retryAfterSeconds()));
        }
        return createResponseEntity(problem, headers, e.status(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception e, WebRequest request) {
        LOG.error("{} failed", request.getDescription(false), e);
        var status = HttpStatus.INTERNAL_SERVER_ERROR;
        var problem = ProblemDetail.forStatusAndDetail(status, "the request failed; the service's log says why");
        return createResponseEntity(problem, json(), status, request);
    }

    private static HttpHeaders json() {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return headers;
    }
}
