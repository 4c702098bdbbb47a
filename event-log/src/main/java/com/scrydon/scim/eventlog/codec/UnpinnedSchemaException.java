package com.scrydon.scim.eventlog.codec;

import org.apache.kafka.common.errors.SerializationException;

/** The deploy step of this version has not pinned the schema: nothing can be written until it has. */
public final class UnpinnedSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /** @param subject of the registry that the schema would be pinned for */
    public UnpinnedSchemaException(String subject) {
        super("the schema of " + subject + " is not pinned: run the deploy step of this version");
    }
}
