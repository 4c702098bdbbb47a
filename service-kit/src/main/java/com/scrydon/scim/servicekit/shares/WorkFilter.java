package com.scrydon.scim.servicekit.shares;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Every request works for strangers until its caller is known, and for nobody in the end: threads are used again. */
public final class WorkFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        new Work(Work.STRANGERS, Need.SHORT).begin();
        try {
            chain.doFilter(request, response);
        } finally {
            Work.end();
        }
    }
}
