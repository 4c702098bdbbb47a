package com.scrydon.scim.ingress.door.requests;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forgives {@code //} and a trailing slash, which base URLs typed by admins produce. Runs before the firewall of Spring
 * Security, which would refuse them.
 */
public final class PathFilter extends OncePerRequestFilter {

    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var uri = request.getRequestURI();
        var tidy = tidy(uri);
        chain.doFilter(tidy.equals(uri) ? request : new Tidied(request, tidy), response);
    }

    static String tidy(String path) {
        var single = SLASHES.matcher(path).replaceAll("/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    private static final class Tidied extends HttpServletRequestWrapper {

        private final String uri;

        Tidied(HttpServletRequest request, String uri) {
            super(request);
            this.uri = uri;
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public String getServletPath() {
            return tidy(super.getServletPath());
        }
    }
}
