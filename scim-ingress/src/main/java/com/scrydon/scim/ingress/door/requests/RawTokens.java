package com.scrydon.scim.ingress.door.requests;

import java.util.regex.Pattern;

/** Raw tokens where none belongs: what stands in a label, a name or a request id stays in logs, facts and tables for ever. */
public final class RawTokens {

    /** How every raw token begins; secret scanners know it. */
    public static final String PREFIX = "scrydon_scim_";

    /** Twenty characters after the prefix are no accident; whether the rest is right does not matter. */
    private static final Pattern TOKEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{20,}", Pattern.CASE_INSENSITIVE);

    private RawTokens() {}

    /** Whether the text holds what looks like a raw token, whoever's it is. */
    public static boolean in(String text) {
        return TOKEN.matcher(text).find();
    }
}
