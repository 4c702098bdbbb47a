package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Transactions;
import com.scrydon.scim.ingress.changes.admission.BackPressure;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.groups.GroupOutcome.Refused;
import com.scrydon.scim.ingress.scim.members.MemberChanges;
import com.scrydon.scim.ingress.scim.members.MemberChanges.Applied;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT} and {@code PATCH /Groups/{id}} (R17, R19, R20, R22). */
@Component
class GroupUpdates {

    private final Transactions transactions;
    private final GroupStore store;
    private final MemberChanges members;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final BackPressure pressure;
    private final Caps caps;
    private final Clock clock;
    private final Processor processor;

    GroupUpdates(Transactions transactions, GroupStore store, MemberChanges members, Aggregates aggregates,
            Outbox outbox, BackPressure pressure, Caps caps, Clock clock, Processor processor) {
        this.transactions = transactions;
        this.store = store;
        this.members = members;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.pressure = pressure;
        this.caps = caps;
        this.clock = clock;
        this.processor = processor;
    }

    GroupOutcome replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> GroupDraft.of(body).map(GroupDraft::asChange)).fold(
                change -> run(origin, id, preconditions, change),
                Refused::new);
    }

    GroupOutcome patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> GroupPatch.read(id, body))
                .fold(change -> run(origin, id, preconditions, change), Refused::new);
    }

    private GroupOutcome run(Origin origin, UUID id, Preconditions preconditions, GroupChange change) {
        return transactions.run(() -> inTransaction(origin, id, preconditions, change),
                _ -> new Refused(GroupCreation.nameTaken()));
    }

    private GroupOutcome inTransaction(Origin origin, UUID id, Preconditions preconditions, GroupChange change) {
        var organisation = origin.organisationId();
        var prepared = members.prepare(organisation, Optional.of(id), change.members());
        var aggregate = aggregates.lock(AggregateKind.GROUP, organisation, id);
        var before = aggregate.flatMap(_ -> store.find(organisation, id));
        if (aggregate.isEmpty() || before.isEmpty()) {
            return new Refused(ScimProblem.NotFound.resource("Group", id.toString()));
        }
        if (!preconditions.allow(before.get().version())) {
            return new Refused(new ScimProblem.PreconditionFailed());
        }
        var now = Moments.now(clock);
        return members.apply(organisation, id, prepared, now)
                .fold(applied -> write(origin, aggregate.get(), before.get(), change, applied, now), Refused::new);
    }

    private GroupOutcome write(Origin origin, LockedAggregate aggregate, GroupRow before, GroupChange change,
            Applied applied, Instant now) {
        var wanted = new GroupRow(before.id(), change.displayName().orElse(before.displayName()),
                change.externalId().orElse(before.externalId()), before.teamId(), before.version(),
                before.createdAt(), before.lastModifiedAt());
        var changed = changedAttributes(before, wanted);
        boolean differs = !changed.isEmpty() || !applied.delta().isEmpty();
        if (differs || !applied.skipped().isEmpty()) {
            var refusal = pressure.refusal(origin, applied.delta().takesAccessAway());
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
        }
        if (changed.contains("displayName") && store.nameTaken(origin.organisationId(), wanted)) {
            return new Refused(GroupCreation.nameTaken());
        }
        var written = differs
                ? store.update(origin.organisationId(), wanted, applied.delta().growth(), caps.membersPerGroup(), now)
                : Optional.of(before);
        if (written.isEmpty()) {
            return new Refused(caps.tooManyMembers());
        }
        return recorded(origin, aggregate, before, written.get(), changed, applied, now);
    }

    private GroupOutcome recorded(Origin origin, LockedAggregate aggregate, GroupRow before, GroupRow after,
            List<String> changed, Applied applied, Instant now) {
        var facts = new ArrayList<PendingFact>();
        if (!changed.isEmpty()) {
            facts.add(GroupFacts.updated(aggregate, after, changed, before.displayName()));
        }
        facts.addAll(GroupFacts.membersChanged(aggregate, after, applied.delta()));
        facts.addAll(GroupFacts.membersSkipped(aggregate, after, applied.skipped()));
        outbox.append(origin.at(now), facts);
        return after.equals(before) ? new GroupOutcome.Unchanged(before) : new GroupOutcome.Updated(after);
    }

    private static List<String> changedAttributes(GroupRow before, GroupRow after) {
        var names = new ArrayList<String>();
        if (!before.displayName().equals(after.displayName())) {
            names.add("displayName");
        }
        if (!before.externalId().equals(after.externalId())) {
            names.add("externalId");
        }
        return names;
    }
}
