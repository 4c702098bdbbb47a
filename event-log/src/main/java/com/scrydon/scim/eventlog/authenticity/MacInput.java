package com.scrydon.scim.eventlog.authenticity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is signed, as bytes that mean one record only: the version's word, then topic, key and number, then the content. Each part
 * says first whether it is there (1) or not (0), and how long it is. The word is of fixed length; who changes this changes it.
 */
final class MacInput {

    private static final byte[] WORD = "scrydon.scim.fact.1".getBytes(StandardCharsets.US_ASCII);
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private MacInput() {}

    static byte[] of(String topic, @Nullable String key, Optional<Long> number, byte @Nullable [] content) {
        var topicBytes = topic.getBytes(StandardCharsets.UTF_8);
        var keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var input = ByteBuffer
                .allocate(WORD.length + size(topicBytes) + size(keyBytes) + 1 + Long.BYTES + size(content));
        input.put(WORD);
        put(input, topicBytes);
        put(input, keyBytes);
        number.ifPresentOrElse(n -> input.put(PRESENT).putLong(n), () -> input.put(ABSENT));
        put(input, content);
        return Arrays.copyOf(input.array(), input.position());
    }

    private static int size(byte @Nullable [] part) {
        return part == null ? 1 : PREFIX_BYTES + part.length;
    }

    private static void put(ByteBuffer input, byte @Nullable [] part) {
        if (part == null) {
            input.put(ABSENT);
        } else {
            input.put(PRESENT).putInt(part.length).put(part);
        }
    }
}
