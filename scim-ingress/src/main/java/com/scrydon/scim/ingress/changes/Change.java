package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.admission.Admission;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoRoom;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change under way, in its transaction and for one attempt at it. In this order: it locks what it decides about
 * (docs/decisions/028-order-of-locks.md), reads that, asks whether what it would do is admitted, writes, counts, and appends its facts.
 */
public final class Change {

    private final Origin origin;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Admission admission;
    private final Clock clock;
    private @Nullable Instant now;

    Change(Origin origin, Aggregates aggregates, Outbox outbox, Admission admission, Clock clock) {
        this.origin = origin;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.admission = admission;
        this.clock = clock;
    }

    /** The one organisation that it may change. */
    public UUID organisation() {
        return origin.organisationId();
    }

    /** The moment of the change, the same each time. Ask for it once the locks are held: then the times of a row follow its changes. */
    public Instant now() {
        var moment = now == null ? Moments.now(clock) : now;
        now = moment;
        return moment;
    }

    /** Locks one row; empty if the organisation has none of this id. */
    public Optional<LockedAggregate> lock(AggregateKind kind, UUID id) {
        return aggregates.lock(kind, organisation(), id);
    }

    /** Locks the rows that exist among the ids, in the order of ids. */
    public List<LockedAggregate> lock(AggregateKind kind, Collection<UUID> ids) {
        return aggregates.lock(kind, organisation(), ids);
    }

    /** The lock of a row that this change has inserted. */
    public LockedAggregate inserted(AggregateKind kind, UUID id) {
        return aggregates.inserted(kind, organisation(), id);
    }

    /** Locks a resource and reads it; refused as by {@link #required}. */
    public <R extends Versioned> Verdict<Held<R>> hold(AggregateKind kind, String type, UUID id,
            Preconditions preconditions, ById<R> stored) {
        var locked = lock(kind, id);
        var found = locked.flatMap(_ -> stored.find(organisation(), id));
        return required(type, id, preconditions, found).map(row -> new Held<>(locked.orElseThrow(), row));
    }

    /**
     * The resource that a request wants to change: 404 if there is none, 412 if its version is not one that the request allows.
     *
     * @param type as the answer calls it: {@code User}
     * @param found under its lock
     */
    public static <R extends Versioned> Verdict<R> required(String type, UUID id, Preconditions preconditions,
            Optional<R> found) {
        if (found.isEmpty()) {
            return Verdict.refuse(ScimProblem.NotFound.resource(type, id.toString()));
        }
        return preconditions.allow(found.get().version())
                ? Verdict.of(found.get())
                : Verdict.refuse(new ScimProblem.PreconditionFailed());
    }

    /** Why the change may not be made now, by {@link Admission#refusal}. Ask once it is known what it would do. */
    public Optional<NoRoom> admit(Effect effect) {
        return admission.refusal(origin, effect);
    }

    /** Counts what the change made and ended, by {@link Admission#count}. Ask once that is written. */
    public Optional<NoRoom> count(Effect effect) {
        return admission.count(organisation(), effect);
    }

    /** Most members of a group, in an organisation that has no such cap of its own. */
    public long mostMembers() {
        return admission.mostMembers();
    }

    /** Why the group may not have these members, by {@link Admission#refusalOfMembers}. */
    public Optional<NoRoom> admitMembers(Effect effect, boolean withinCap) {
        return admission.refusalOfMembers(effect, withinCap);
    }

    /** Appends what happened, in this order; where nothing did, the write gate is asked all the same. */
    public void append(List<PendingFact> facts) {
        outbox.append(origin.at(now()), facts);
    }
}
