package com.scrydon.scim.servicekit.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody fill the log or get a 5xx by what they send (R24c): headers that nobody here needs are read as if they were not there, and
 * whatever still cannot be read is a 400 without a stack. What a bug throws passes as it is.
 */
final class DoorFilter extends OncePerRequestFilter {

    private static final String ERROR_PAGE = "/error";
    private static final Logger LOG = LoggerFactory.getLogger(DoorFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isErrorPageAskedFor(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            chain.doFilter(new ReadableRequest(request), response);
        } catch (ServletException | RuntimeException e) {
            var unreadable = Unreadable.in(e);
            if (unreadable.isEmpty() || response.isCommitted()) {
                throw e;
            }
            refuse(request, response, unreadable);
        }
    }

    /** Nothing failed, so the page would say 500 of nothing. */
    private static boolean isErrorPageAskedFor(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST && request.getServletPath().equals(ERROR_PAGE);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response,
            Optional<Throwable> unreadable) throws IOException {
        LOG.debug("{} cannot be read: {}", request.getMethod(), unreadable);
        response.reset();
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
