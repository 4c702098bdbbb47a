package com.scrydon.scim.ingress.door.refusals;

import com.scrydon.scim.ingress.scim.problems.ScimPath;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.Set;

/** The few endpoints that refusals are counted by. */
final class Endpoints {

    static final String MANAGEMENT = "/api/management/v1";
    private static final Set<String> SCIM = Set.of("", "Users", "Groups", "Bulk", ".search", "Me", "Schemas",
            "ResourceTypes", "ServiceProviderConfig");
    private static final Set<String> MANAGED = Set.of("", "accounts", "console", "organisations", "teams", "tokens");

    private Endpoints() {}

    /** The endpoint that a path is at or below. */
    static String of(String path) {
        return path.startsWith(MANAGEMENT)
                ? first(MANAGEMENT, path.substring(MANAGEMENT.length()), MANAGED)
                : first(ScimUrns.BASE_PATH, ScimPath.belowBase(path), SCIM);
    }

    private static String first(String base, String below, Set<String> known) {
        int end = below.indexOf('/', 1);
        var first = below.isEmpty() ? "" : below.substring(1, end < 0 ? below.length() : end);
        return base + (known.contains(first) ? "/" + first : "/other");
    }
}
