package com.scrydon.scim.ingress.tokens;

import com.scrydon.scim.ingress.wire.ScimUrns;
import java.util.Locale;
import java.util.Optional;

/** Which scope a method on a path needs; none for discovery and for what does not exist. */
final class RequiredScope {

    private static final String SEARCH = "/.search";

    private RequiredScope() {}

    static Optional<Scope> of(String method, String path) {
        var below = path.startsWith(ScimUrns.BASE_PATH) ? path.substring(ScimUrns.BASE_PATH.length()) : path;
        boolean reading = switch (method.toUpperCase(Locale.ROOT)) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> below.endsWith(SEARCH);
        };
        if (isBelow(below, "/Users")) {
            return Optional.of(reading ? Scope.USERS_READ : Scope.USERS_WRITE);
        }
        if (isBelow(below, "/Groups")) {
            return Optional.of(reading ? Scope.GROUPS_READ : Scope.GROUPS_WRITE);
        }
        return Optional.empty();
    }

    private static boolean isBelow(String path, String resource) {
        return path.equals(resource) || path.startsWith(resource + "/");
    }
}
