package com.scrydon.scim.ingress.door.bulkheads;

import com.scrydon.scim.ingress.scim.problems.ScimPath;
import com.scrydon.scim.servicekit.shares.Need;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/**
 * What a request needs. Whether a change takes access away is known only once it is worked out (docs/decisions/011-back-pressure.md), so that
 * every change may use the reserve: it is short, and what would use it up is not.
 */
public final class Needs {

    private static final String SEARCH = "/.search";
    private static final Set<String> LISTS = Set.of("", "/", "/users", "/groups");

    private Needs() {}

    /** Of a request of SCIM. */
    public static Need ofScim(HttpServletRequest request) {
        var below = ScimPath.belowBase(request.getServletPath()).toLowerCase(Locale.ROOT);
        if (below.endsWith(SEARCH)) {
            return Need.SLOW;
        }
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> LISTS.contains(below) ? Need.SLOW : Need.SHORT;
            default -> Need.REMOVAL;
        };
    }
}
