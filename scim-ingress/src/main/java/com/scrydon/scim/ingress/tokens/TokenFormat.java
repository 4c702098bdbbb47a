package com.scrydon.scim.ingress.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The shape of raw tokens: a prefix that secret scanners can find, 256 random bits, and a checksum of both (R2). A string
 * that fails the checksum is refused without asking the database.
 */
final class TokenFormat {

    static final String PREFIX = "scrydon_scim_";
    private static final int RANDOM_BYTES = 32;
    private static final int CHECKSUM_CHARS = 8;
    private static final int LENGTH = PREFIX.length() + 43 + CHECKSUM_CHARS;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenFormat() {}

    static String mint() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        var body = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return body + checksum(body);
    }

    static boolean looksRight(String token) {
        return token.length() == LENGTH && token.startsWith(PREFIX)
                && token.endsWith(checksum(token.substring(0, LENGTH - CHECKSUM_CHARS)));
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
