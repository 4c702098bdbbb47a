package com.scrydon.scim.servicekit.exposure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.AccessLog;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Actuator endpoints on the port of the service answer this machine only; everybody may ask whether it is alive and ready, as the probes of
 * an orchestrator do from elsewhere. Monitoring from elsewhere takes {@code management.server.port}, a port of its own that need not be
 * reachable from the internet and is not behind this filter.
 */
final class InsidesFilter extends OncePerRequestFilter {

    private static final Set<String> FOR_EVERYBODY = Set.of("/actuator/health/liveness", "/actuator/health/readiness");
    /** With one of them the request comes from behind a proxy on this machine. */
    private static final List<String> FORWARDING = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (FOR_EVERYBODY.contains(request.getServletPath()) || comesFromThisMachine(request)) {
            chain.doFilter(request, response);
        } else {
            // As a path that does not exist.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static boolean comesFromThisMachine(HttpServletRequest request) {
        // The attribute is there where Tomcat has put the address that a proxy told in the place of the real one.
        var forwarded = Stream.concat(FORWARDING.stream().map(request::getHeader),
                Stream.of(request.getAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE)));
        return forwarded.allMatch(told -> told == null)
                && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
    }
}
