package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.ingress.door.requests.RawTokens;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * What a raw token looks like (R2): {@code scrydon_scim_}, 43 characters of base64url for 32 random bytes, 6 for the
 * CRC-32 of all before it. Secret scanners find it by prefix and checksum; a typing error never reaches the store.
 */
public final class TokenFormat {

    private static final String PREFIX = RawTokens.PREFIX;
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_CHARACTERS = 43;
    private static final int CHECKSUM_CHARACTERS = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_CHARACTERS + CHECKSUM_CHARACTERS;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private TokenFormat() {}

    public static String mint() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        var body = PREFIX + BASE64.encodeToString(bytes);
        return body + checksum(body);
    }

    /** Whether the text looks like one of our tokens, however broken it is. */
    static boolean isProvisioning(String raw) {
        return raw.startsWith(PREFIX);
    }

    /** Whether the text can be a token at all. */
    static boolean isWellFormed(String raw) {
        if (raw.length() != LENGTH || !raw.startsWith(PREFIX)) {
            return false;
        }
        int end = LENGTH - CHECKSUM_CHARACTERS;
        return MessageDigest.isEqual(ascii(checksum(raw.substring(0, end))), ascii(raw.substring(end)));
    }

    /** What is stored and looked up instead of the token. */
    public static byte[] sha256(String raw) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(ascii(body));
        return BASE64.encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
