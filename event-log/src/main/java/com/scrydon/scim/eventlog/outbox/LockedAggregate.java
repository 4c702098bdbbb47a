package com.scrydon.scim.eventlog.outbox;

import java.util.UUID;

/**
 * Proof that the running transaction holds the lock on an aggregate's row, and with it the right to number its facts.
 * Only {@link Aggregates} makes one. Valid in that transaction only, for one thread.
 */
public final class LockedAggregate {

    private final AggregateKind kind;
    private final UUID organisationId;
    private final UUID id;
    private long eventSeq;

    LockedAggregate(AggregateKind kind, UUID organisationId, UUID id, long eventSeq) {
        this.kind = kind;
        this.organisationId = organisationId;
        this.id = id;
        this.eventSeq = eventSeq;
    }

    public AggregateKind kind() {
        return kind;
    }

    public UUID organisationId() {
        return organisationId;
    }

    public UUID id() {
        return id;
    }

    /** Number of the aggregate's newest fact, those appended in this transaction included; 0 if it has none. */
    public long eventSeq() {
        return eventSeq;
    }

    long next() {
        return ++eventSeq;
    }
}
