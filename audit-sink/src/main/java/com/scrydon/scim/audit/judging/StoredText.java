package com.scrydon.scim.audit.judging;

/** Text as Postgres takes it: facts may quote what a client sent, and one odd character must not block a partition. */
public final class StoredText {

    /** Bounds indexed columns: an index entry may have 2,700 bytes, and a character up to 4. */
    private static final int MAX_INDEXED = 500;
    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /** Without NUL, which Postgres cannot store. */
    public static String plain(String text) {
        return text.replace('\0', REPLACEMENT);
    }

    /** Plain, and short enough for an index. */
    public static String indexed(String text) {
        var plain = plain(text);
        if (plain.length() <= MAX_INDEXED) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(MAX_INDEXED - 1)) ? MAX_INDEXED - 1 : MAX_INDEXED;
        return plain.substring(0, end);
    }
}
