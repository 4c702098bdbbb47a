package com.scrydon.scim.ingress.scim.problems;

import com.scrydon.scim.schemas.ScimUrns;

/** Decoded paths of requests and of the operations in a bulk request. */
public final class ScimPath {

    private ScimPath() {}

    /** The path below the base path, which operations of bulk requests leave out. */
    public static String belowBase(String path) {
        return path.startsWith(ScimUrns.BASE_PATH) ? path.substring(ScimUrns.BASE_PATH.length()) : path;
    }

    /** Whether a path below the base is an endpoint or lies below it. */
    public static boolean isAt(String path, String endpoint) {
        return path.equals(endpoint) || path.startsWith(endpoint + "/");
    }
}
