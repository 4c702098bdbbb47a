package com.scrydon.scim.servicekit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A call that was found to take JSON says so, whatever its {@code Accept} says in detail. Spring looks at that header once more when
 * the controller is done, and more closely: a character set that Jackson does not write, or more than 50 types, would be a 406 for a
 * change that is committed.
 */
final class TakesJson extends HttpServletRequestWrapper {

    TakesJson(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getHeader(String name) {
        return isAccept(name) ? MediaType.APPLICATION_JSON_VALUE : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isAccept(name)
                ? Collections.enumeration(List.of(MediaType.APPLICATION_JSON_VALUE))
                : super.getHeaders(name);
    }

    private static boolean isAccept(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT);
    }
}
