package com.scrydon.scim.ingress.scim.errors;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a filter or the container refuses on its own, such as a path that no firewall lets through. */
@RestController
class ErrorPages implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (status >= 500) {
            return ScimAnswers.refused(new ScimProblem.Internal(RequestTrace.of(request).requestId()));
        }
        var known = HttpStatus.resolve(status);
        return ScimAnswers
                .refused(new ScimProblem.Other(status, known == null ? "Refused" : known.getReasonPhrase()));
    }
}
