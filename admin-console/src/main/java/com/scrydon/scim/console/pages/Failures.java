package com.scrydon.scim.console.pages;

import com.scrydon.scim.clients.ApiDownException;
import com.scrydon.scim.clients.ApiRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** A service that is down or refuses becomes a page that says so. htmx gets the message alone, as part of the page. */
@ControllerAdvice
class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @ExceptionHandler
    ModelAndView down(ApiDownException e, HttpServletRequest request) {
        LOG.warn("{}: {}", request.getRequestURI(), e.getMessage());
        return page(request, HttpStatus.SERVICE_UNAVAILABLE, e.api().readable() + " cannot be reached right now.",
                "Nothing is lost: this page works again once the service does. Try again in a moment.");
    }

    @ExceptionHandler
    ModelAndView refused(ApiRefusedException e, HttpServletRequest request) {
        LOG.info("{}: {}", request.getRequestURI(), e.getMessage());
        return switch (e.status()) {
            case 404 -> page(request, HttpStatus.NOT_FOUND, "There is no such thing here.",
                    "It may have been removed, or the link is not complete.");
            case 401, 403 -> page(request, HttpStatus.FORBIDDEN, "You may not do this.", e.detail());
            default -> page(request, HttpStatus.BAD_REQUEST, "That did not work.", e.detail());
        };
    }

    private static ModelAndView page(HttpServletRequest request, HttpStatus status, String message, String advice) {
        var partial = request.getHeader("HX-Request") != null;
        var page = new ModelAndView(partial ? "failure :: message" : "failure");
        // htmx shows only answers that succeeded.
        page.setStatus(partial ? HttpStatus.OK : status);
        page.addObject("message", message);
        if (partial) {
            page.addObject("again", addressOf(request));
        }
        page.addObject("advice", advice);
        return page;
    }

    /** What htmx asks for again until it works. */
    private static String addressOf(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }
}
