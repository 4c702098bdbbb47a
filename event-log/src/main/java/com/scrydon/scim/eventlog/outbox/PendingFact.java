package com.scrydon.scim.eventlog.outbox;

import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.schemas.FactType;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A fact that waits for its number: what it says is known, its header is made when it is appended. */
public final class PendingFact {

    private final Optional<LockedAggregate> aggregate;
    private final FactType type;
    private final UUID organisationId;
    private final String key;
    private final Function<FactHeader, SpecificRecord> fact;
    private UnaryOperator<FactContext> context = UnaryOperator.identity();

    /**
     * A numbered fact.
     *
     * @param aggregate proof of the lock, whose next number the fact takes
     * @param type says to which topic it goes: that of the aggregate's kind
     * @param fact makes the record from its header
     * @throws IllegalArgumentException if facts of the type belong to another topic than those of the aggregate
     */
    public PendingFact(LockedAggregate aggregate, FactType type, Function<FactHeader, SpecificRecord> fact) {
        this(aggregate, type, aggregate.organisationId(), aggregate.id().toString(), fact);
        if (type.topic() != aggregate.kind().topic()) {
            throw new IllegalArgumentException("%s belongs to %s, the facts of this %s to %s".formatted(
                    type.typeName(), type.topic().topicName(), aggregate.kind(), aggregate.kind().topic().topicName()));
        }
    }

    private PendingFact(@Nullable LockedAggregate aggregate, FactType type, UUID organisationId, String key,
            Function<FactHeader, SpecificRecord> fact) {
        this.aggregate = Optional.ofNullable(aggregate);
        this.type = type;
        this.organisationId = organisationId;
        this.key = key;
        this.fact = fact;
    }

    /**
     * A fact of an unordered topic, which needs no lock and has no number.
     *
     * @throws IllegalArgumentException if facts of the type are numbered
     */
    public static PendingFact unordered(FactType type, UUID organisationId, String key,
            Function<FactHeader, SpecificRecord> fact) {
        if (type.topic().ordered()) {
            throw new IllegalArgumentException("%s needs its aggregate's lock: %s is ordered".formatted(
                    type.typeName(), type.topic().topicName()));
        }
        return new PendingFact(null, type, organisationId, key, fact);
    }

    /** This fact with a context of its own, for batches whose facts have different causes. */
    public PendingFact inContext(FactContext own) {
        this.context = _ -> own;
        return this;
    }

    Optional<LockedAggregate> aggregate() {
        return aggregate;
    }

    FactType type() {
        return type;
    }

    UUID organisationId() {
        return organisationId;
    }

    String key() {
        return key;
    }

    FactContext contextOr(FactContext common) {
        return context.apply(common);
    }

    SpecificRecord record(FactHeader header) {
        return fact.apply(header);
    }
}
