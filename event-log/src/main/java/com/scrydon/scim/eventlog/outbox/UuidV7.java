package com.scrydon.scim.eventlog.outbox;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): milliseconds first, so that they sort by time; 74 random bits. */
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private UuidV7() {}

    /** A new id whose first 48 bits are the milliseconds of the moment. */
    public static UUID at(Instant moment) {
        long high = (moment.toEpochMilli() << 16) | VERSION | RANDOM.nextInt(1 << 12);
        long low = VARIANT | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
