package com.scrydon.scim.servicekit.door;

import jakarta.servlet.RequestDispatcher;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.catalina.connector.Request;

/** Says which character of a request's target Tomcat refused: its own words name the whole target, and to its log only. */
final class RefusedTarget {

    /** Characters that a URI may have (RFC 3986); a query may have those that are let through unencoded, too. */
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9\\-._~:/?@!$&'()*+,;=%]");
    private static final Pattern TARGET = Pattern.compile("request target \\[(.*)\\]\\. The valid", Pattern.DOTALL);
    /** Tomcat writes what cannot be printed in this way. */
    private static final Pattern WRITTEN = Pattern.compile("0x([0-9a-fA-F]{2})");

    private RefusedTarget() {}

    static String detail(Request request, int status) {
        if (status == 500) {
            return "Internal error";
        }
        var cause = request.getCoyoteRequest().getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var target = cause instanceof Throwable thrown && thrown.getMessage() != null
                ? TARGET.matcher(thrown.getMessage())
                : null;
        return target != null && target.find() ? characterIn(target.group(1)) : characterIn(path(request));
    }

    /** Tomcat judges the path later than the whole target, and says nothing then. */
    private static String path(Request request) {
        return Objects.requireNonNullElse(request.getCoyoteRequest().requestURI().toString(), "");
    }

    private static String characterIn(String target) {
        var written = WRITTEN.matcher(target);
        if (written.find()) {
            return named(Integer.parseInt(written.group(1), 16));
        }
        int query = target.indexOf('?');
        var path = (query < 0 ? target : target.substring(0, query)).codePoints()
                .filter(c -> !GOOD.matcher(Character.toString(c)).matches());
        var rest = target.codePoints().filter(c -> c <= ' ' || c > '~');
        return IntStream.concat(path, rest).mapToObj(RefusedTarget::named).findFirst().orElse("Malformed request");
    }

    private static String named(int character) {
        return "The character U+%04X in the request target must be percent-encoded".formatted(character);
    }
}
