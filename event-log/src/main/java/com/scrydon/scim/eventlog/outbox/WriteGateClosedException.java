package com.scrydon.scim.eventlog.outbox;

import java.time.Duration;

/** Nothing may be written into this Postgres, or not yet: it may have forgotten what was published, or what it had acknowledged. */
public final class WriteGateClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration NOT_YET = Duration.ofSeconds(1);
    private static final Duration UNTIL_SOMEBODY_REPAIRED_IT = Duration.ofSeconds(60);

    private final Duration retryAfter;

    private WriteGateClosedException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    static WriteGateClosedException closed() {
        return new WriteGateClosedException(
                "the write gate is closed; component gate of /actuator/health says why and what to do",
                UNTIL_SOMEBODY_REPAIRED_IT);
    }

    /** The process has only begun. */
    public static WriteGateClosedException notYet(String why) {
        return new WriteGateClosedException("nothing is written yet: " + why, NOT_YET);
    }

    /** When it is worth trying again. */
    public int retryAfterSeconds() {
        return Math.toIntExact(retryAfter.toSeconds());
    }
}
