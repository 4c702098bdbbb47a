package com.scrydon.scim.ingress.scim.errors;

import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidVers;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.MethodNotAllowed;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NotAcceptable;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NotFound;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.UnsupportedMediaType;
import com.scrydon.scim.language.texts.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Requests that reach no controller: unknown paths and methods (R24). */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ContainerErrors {

    private static final Pattern OTHER_VERSION = Pattern.compile("/api/auth/scim/v(?!2(/|$))\\d[^/]*(/.*)?");

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<byte[]> unknownPath(HttpServletRequest request) {
        if (OTHER_VERSION.matcher(request.getRequestURI()).matches()) {
            return ScimAnswers.refused(new InvalidVers());
        }
        return ScimAnswers.refused(new NotFound("There is nothing at " + Texts.shortened(request.getRequestURI())));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException e) {
        var methods = e.getSupportedMethods();
        var allowed = methods == null ? List.<String>of() : Arrays.stream(methods).sorted().toList();
        return ScimAnswers.refused(new MethodNotAllowed(Texts.shortened(e.getMethod()), allowed));
    }

    @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
    ResponseEntity<byte[]> wrongBodyType() {
        return ScimAnswers.refused(new UnsupportedMediaType());
    }

    @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
    ResponseEntity<byte[]> notAcceptable() {
        return ScimAnswers.refused(new NotAcceptable());
    }
}
