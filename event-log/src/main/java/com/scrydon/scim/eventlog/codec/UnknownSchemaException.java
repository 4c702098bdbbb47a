package com.scrydon.scim.eventlog.codec;

import org.apache.kafka.common.errors.SerializationException;

/** A record names a schema id that neither the pins nor the registry know; retrying does not help. */
public final class UnknownSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(int id) {
        super("schema id " + id + " is neither pinned nor in the registry");
    }
}
