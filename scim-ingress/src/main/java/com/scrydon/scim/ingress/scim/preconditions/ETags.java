package com.scrydon.scim.ingress.scim.preconditions;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Weak entity tags made of a resource's version. */
public final class ETags {

    private ETags() {}

    public static String of(long version) {
        return "W/\"" + version + "\"";
    }

    /** Whether an If-Match header allows a change of this version; absent allows all. */
    public static boolean allows(@Nullable String ifMatch, long version) {
        return ifMatch == null || ifMatch.isBlank() || names(ifMatch, version);
    }

    /** Whether an If-None-Match header says that the client has this version. */
    public static boolean known(@Nullable String ifNoneMatch, long version) {
        return ifNoneMatch != null && names(ifNoneMatch, version);
    }

    private static boolean names(String header, long version) {
        var strong = "\"" + version + "\"";
        return Arrays.stream(header.split(",", -1)).map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(strong));
    }
}
