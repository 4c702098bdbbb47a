package com.scrydon.scim.audit.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended: the id of its last record. Ids only grow, so a walk repeats nothing and skips nothing that was
 * there when it began, whatever arrives meanwhile (R32).
 */
record Cursor(long before) {

    static final Cursor NEWEST = new Cursor(Long.MAX_VALUE);
    private static final String VERSION = "r1:";

    String encoded() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((VERSION + before).getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty for a text that this service did not make. */
    static Optional<Cursor> decode(String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            return plain.startsWith(VERSION)
                    ? Optional.of(new Cursor(Long.parseLong(plain.substring(VERSION.length()))))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
