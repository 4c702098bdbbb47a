package com.scrydon.scim.eventlog.outbox;

/** The write gate is closed: Postgres and Kafka disagree about what was published, and nothing may be written. */
public final class WriteGateClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WriteGateClosedException() {
        super("the write gate is closed: Postgres and Kafka disagree; see scimctl status");
    }
}
