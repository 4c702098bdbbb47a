package com.scrydon.scim.worker.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of any origin as Postgres stores it: no NUL, no half characters, bounded. */
public final class StoredText {

    private StoredText() {}

    /** The text without what Postgres refuses, cut to so many bytes of UTF-8. */
    public static String cut(String text, int maxBytes) {
        var bytes = ByteBuffer.allocate(maxBytes);
        var encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
        var _ = encoder.encode(CharBuffer.wrap(plain(text)), bytes, true);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /** The text without what Postgres refuses. */
    public static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
