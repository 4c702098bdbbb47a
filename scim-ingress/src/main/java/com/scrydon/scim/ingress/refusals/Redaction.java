package com.scrydon.scim.ingress.refusals;

import com.scrydon.scim.ingress.wire.ScimPath;
import com.scrydon.scim.ingress.wire.ScimUrns;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a refused request may stand in a fact: bounded, printable, and never a raw token that somebody put into a path. */
final class Redaction {

    private static final Pattern TOKEN = Pattern.compile("scrydon_scim_[A-Za-z0-9_.~-]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");
    private static final int LONGEST = 300;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> ENDPOINTS = Set.of("", "Users", "Groups", "Bulk", ".search", "Me", "Schemas",
            "ResourceTypes", "ServiceProviderConfig");

    private Redaction() {}

    static String text(String text) {
        var printable = UNPRINTABLE.matcher(TOKEN.matcher(text).replaceAll("scrydon_scim_***")).replaceAll("?");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
    }

    static String method(String method) {
        return METHODS.contains(method) ? method : "other";
    }

    /** The endpoint that a path is at or below: few different ones, so that counts are few. */
    static String endpoint(String path) {
        var below = ScimPath.belowBase(path);
        int end = below.indexOf('/', 1);
        var first = below.isEmpty() ? "" : below.substring(1, end < 0 ? below.length() : end);
        return ScimUrns.BASE_PATH + (ENDPOINTS.contains(first) ? "/" + first : "/other");
    }
}
