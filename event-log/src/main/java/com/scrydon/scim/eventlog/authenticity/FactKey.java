package com.scrydon.scim.eventlog.authenticity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key of HMAC-SHA256. Says nothing of itself. */
public final class FactKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;
    /** Ready to compute; copied for each use, which is cheaper than asking the providers and hashing the key anew. */
    private final Mac ready;

    private FactKey(byte[] secret, Mac ready) {
        this.secret = secret;
        this.ready = ready;
    }

    static FactKey of(byte[] bytes) {
        try {
            var secret = bytes.clone();
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return new FactKey(secret, mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    byte[] mac(byte[] input) {
        try {
            return ((Mac) ready.clone()).doFinal(input);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's " + ALGORITHM + " can be copied", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactKey key && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "FactKey";
    }
}
