package com.scrydon.scim.eventlog.outbox;

import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.schemas.Topic;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A fact that waits for its number: what it says is known, its header is made when it is appended. */
public final class PendingFact {

    private final Optional<LockedAggregate> aggregate;
    private final Topic topic;
    private final UUID organisationId;
    private final String key;
    private final String type;
    private final Function<FactHeader, SpecificRecord> fact;
    private UnaryOperator<FactContext> context = UnaryOperator.identity();

    /**
     * A numbered fact.
     *
     * @param aggregate proof of the lock, whose next number the fact takes
     * @param type name such as {@code scim.user.provisioned}
     * @param fact makes the record from its header
     */
    public PendingFact(LockedAggregate aggregate, String type, Function<FactHeader, SpecificRecord> fact) {
        this(aggregate, aggregate.kind().topic(), aggregate.organisationId(), aggregate.id().toString(), type, fact);
    }

    private PendingFact(@Nullable LockedAggregate aggregate, Topic topic, UUID organisationId, String key, String type,
            Function<FactHeader, SpecificRecord> fact) {
        this.aggregate = Optional.ofNullable(aggregate);
        this.topic = topic;
        this.organisationId = organisationId;
        this.key = key;
        this.type = type;
        this.fact = fact;
    }

    /** A fact of an unordered topic, which needs no lock and has no number. */
    public static PendingFact unordered(Topic topic, UUID organisationId, String key, String type,
            Function<FactHeader, SpecificRecord> fact) {
        if (topic.ordered()) {
            throw new IllegalArgumentException("facts of " + topic.topicName() + " need their aggregate's lock");
        }
        return new PendingFact(null, topic, organisationId, key, type, fact);
    }

    /** This fact with a context of its own, for batches whose facts have different causes. */
    public PendingFact inContext(FactContext own) {
        this.context = _ -> own;
        return this;
    }

    Optional<LockedAggregate> aggregate() {
        return aggregate;
    }

    Topic topic() {
        return topic;
    }

    UUID organisationId() {
        return organisationId;
    }

    String key() {
        return key;
    }

    String type() {
        return type;
    }

    FactContext contextOr(FactContext common) {
        return context.apply(common);
    }

    SpecificRecord record(FactHeader header) {
        return fact.apply(header);
    }
}
