package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.ingress.door.requests.Scope;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.problems.ScimPath;
import java.util.List;
import java.util.Locale;

/** Which scopes a method on a path needs; none for discovery and for what does not exist. The Groups that a User is in are a part of the
 * User (R13). */
public final class RequiredScope {

    static final String SEARCH = "/.search";

    private RequiredScope() {}

    /**
     * The scopes, all of which are needed. {@code /Bulk} needs none by itself: each of its operations does.
     *
     * @param path decoded, with or without the base path: an encoded letter must not hide what it leads to
     */
    public static List<Scope> of(String method, String path) {
        var below = ScimPath.belowBase(path);
        boolean reading = switch (method.toUpperCase(Locale.ROOT)) {
            case "GET", "HEAD", "OPTIONS" -> true;
            case "POST" -> below.endsWith(SEARCH);
            default -> false;
        };
        if (ScimPath.isAt(below, ResourceShapes.USER.endpoint())) {
            return List.of(reading ? Scope.USERS_READ : Scope.USERS_WRITE);
        }
        if (ScimPath.isAt(below, ResourceShapes.GROUP.endpoint())) {
            return List.of(reading ? Scope.GROUPS_READ : Scope.GROUPS_WRITE);
        }
        return below.isEmpty() || below.equals("/") || below.equals(SEARCH)
                ? List.of(Scope.USERS_READ, Scope.GROUPS_READ)
                : List.of();
    }
}
