package com.scrydon.scim.console.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Ways to the login page and from it, all relative: what a {@code Host} header says is never repeated. */
final class LoginPage {

    static final String PATH = "/login";
    static final String THROTTLED = "/login/throttled";
    /** The parameter that says where the person wanted to go. */
    static final String NEXT = "next";

    private static final int LONGEST = 500;
    /** A page of ours, and nothing that a browser could take for another host. */
    private static final Pattern OURS = Pattern.compile("/settings/[A-Za-z0-9/._~?=&%+-]*");

    private LoginPage() {}

    /** The login page that leads back to the page that was asked for. */
    static String before(HttpServletRequest request) {
        var query = request.getQueryString();
        var wanted = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        return request.getMethod().equals("GET") ? ours(wanted).map(LoginPage::leadingTo).orElse(PATH) : PATH;
    }

    /** Where somebody goes who has signed in. */
    static String after(@Nullable String next) {
        return ours(next).orElse("/");
    }

    /** The login page once more, after a refusal. */
    static String again(@Nullable String next) {
        return ours(next).map(page -> leadingTo(page) + "&error").orElse(PATH + "?error");
    }

    static void redirect(HttpServletResponse response, String to) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, to);
    }

    private static Optional<String> ours(@Nullable String path) {
        return Optional.ofNullable(path).filter(p -> p.length() <= LONGEST && OURS.matcher(p).matches());
    }

    private static String leadingTo(String next) {
        return PATH + "?" + NEXT + "=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
