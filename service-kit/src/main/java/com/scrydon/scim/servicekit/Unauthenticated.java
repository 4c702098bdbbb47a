package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.people.ApiRefusal;
import com.scrydon.scim.servicekit.problems.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers 401 as problem+json. Why a token was refused is not told: it would help only who forges one. */
final class Unauthenticated implements AuthenticationEntryPoint {

    private static final String DETAIL = "needs Authorization: Bearer with a valid, unexpired token";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        ApiRefusal.note(request, HttpStatus.UNAUTHORIZED.value(), DETAIL);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ProblemAnswer.write(response, HttpStatus.UNAUTHORIZED, DETAIL);
    }
}
