package com.scrydon.scim.console.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 429 to who tries too many passwords, before one is checked. */
final class LoginThrottleFilter extends OncePerRequestFilter {

    private static final String RETRY_AFTER_SECONDS = "30";

    private final LoginThrottle throttle;
    private final SignIns reports;

    LoginThrottleFilter(LoginThrottle throttle, SignIns reports) {
        this.throttle = throttle;
        this.reports = reports;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getServletPath().equals(LoginPage.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var name = Objects.requireNonNullElse(request.getParameter("username"), "");
        if (!mayTry(name, request.getRemoteAddr())) {
            reports.throttled(name, request.getRemoteAddr());
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            request.getRequestDispatcher(LoginPage.THROTTLED).forward(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            throttle.checked();
        }
    }

    private boolean mayTry(String name, String address) {
        try {
            return throttle.mayTry(name, address);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
