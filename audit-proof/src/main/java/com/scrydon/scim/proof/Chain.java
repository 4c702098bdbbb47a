package com.scrydon.scim.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The arithmetic of the audit chain (R33). Leaves and nodes are hashed with different first bytes, so that neither can be
 * taken for the other; the salt keeps a leaf from telling its content once the content is erased.
 */
public final class Chain {

    public static final int HASH_BYTES = 32;
    public static final int SALT_BYTES = 16;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Chain() {}

    /** Head of a chain without records. */
    public static byte[] emptyHead() {
        return new byte[HASH_BYTES];
    }

    /** {@code SHA-256(0x00 || salt || raw)}. */
    public static byte[] leaf(byte[] salt, byte[] raw) {
        requireLength("salt", salt, SALT_BYTES);
        return hash(LEAF, salt, raw);
    }

    /** {@code SHA-256(0x01 || previous head || leaf)}. */
    public static byte[] append(byte[] head, byte[] leaf) {
        requireLength("head", head, HASH_BYTES);
        requireLength("leaf", leaf, HASH_BYTES);
        return hash(NODE, head, leaf);
    }

    private static byte[] hash(byte kind, byte[] first, byte[] second) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(kind);
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void requireLength(String what, byte[] value, int expected) {
        if (value.length != expected) {
            throw new IllegalArgumentException(what + " has " + value.length + " bytes, not " + expected);
        }
    }
}
