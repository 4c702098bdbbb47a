package com.scrydon.scim.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** What follows from a checked password: a page, and a report for the audit log (R31, R37). */
final class LoginOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final LoginThrottle throttle;
    private final SignIns reports;

    LoginOutcome(LoginThrottle throttle, SignIns reports) {
        this.throttle = throttle;
        this.reports = reports;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
            Authentication person) {
        throttle.succeeded(person.getName(), request.getRemoteAddr());
        reports.succeeded(person.getName(), request.getRemoteAddr());
        LoginPage.redirect(response, LoginPage.after(request.getParameter(LoginPage.NEXT)));
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException refused) {
        reports.failed(Objects.requireNonNullElse(request.getParameter("username"), ""), request.getRemoteAddr());
        LoginPage.redirect(response, LoginPage.again(request.getParameter(LoginPage.NEXT)));
    }
}
