package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.Changes;
import com.scrydon.scim.ingress.changes.Held;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.members.MemberChanges;
import com.scrydon.scim.ingress.scim.members.MemberChanges.Applied;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT} and {@code PATCH /Groups/{id}} (R17, R19, R20, R22). */
@Component
class GroupUpdates {

    private final Changes changes;
    private final GroupStore store;
    private final MemberChanges members;
    private final Processor processor;

    GroupUpdates(Changes changes, GroupStore store, MemberChanges members, Processor processor) {
        this.changes = changes;
        this.store = store;
        this.members = members;
        this.processor = processor;
    }

    Outcome<GroupRow> replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> GroupDraft.of(body).map(GroupDraft::asChange)).fold(
                wanted -> run(origin, id, preconditions, wanted),
                Outcome::refused);
    }

    Outcome<GroupRow> patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> GroupPatch.read(id, body))
                .fold(wanted -> run(origin, id, preconditions, wanted), Outcome::refused);
    }

    private Outcome<GroupRow> run(Origin origin, UUID id, Preconditions preconditions, GroupChange wanted) {
        return changes.run(origin, change -> inTransaction(change, id, preconditions, wanted),
                _ -> GroupCreation.nameTaken());
    }

    private Outcome<GroupRow> inTransaction(Change change, UUID id, Preconditions preconditions, GroupChange wanted) {
        var organisation = change.organisation();
        var prepared = members.prepare(organisation, Optional.of(id), wanted.members());
        return Outcome.of(change.hold(AggregateKind.GROUP, ResourceShapes.GROUP.name(), id, preconditions, store::find)
                .then(group -> members.apply(organisation, id, prepared, change.now())
                        .map(applied -> write(change, group, wanted, applied))));
    }

    private Outcome<GroupRow> write(Change change, Held<GroupRow> group, GroupChange wanted, Applied applied) {
        var before = group.before();
        var after = before.with(wanted.displayName().orElse(before.displayName()),
                wanted.externalId().orElse(before.externalId()));
        var changed = changedAttributes(before, after);
        var effect = applied.delta().effect();
        boolean differs = !changed.isEmpty() || !applied.delta().isEmpty();
        if (differs || !applied.skipped().isEmpty()) {
            var refusal = change.admit(effect);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
        }
        if (changed.contains("displayName") && store.nameTaken(change.organisation(), after)) {
            return Outcome.refused(GroupCreation.nameTaken());
        }
        if (!differs) {
            append(change, group.lock(), before, before, changed, applied);
            return new Outcome.Unchanged<>(before);
        }
        boolean within = store.update(change.organisation(), after, effect.growth(), change.mostMembers(),
                change.now());
        var full = change.admitMembers(effect, within);
        if (full.isPresent()) {
            return Outcome.refused(full.get());
        }
        var written = after.changedAt(change.now());
        append(change, group.lock(), before, written, changed, applied);
        return new Outcome.Updated<>(written);
    }

    private static void append(Change change, LockedAggregate lock, GroupRow before, GroupRow after,
            List<String> changed, Applied applied) {
        var facts = new ArrayList<PendingFact>();
        if (!changed.isEmpty()) {
            facts.add(GroupFacts.updated(lock, after, changed, before.displayName()));
        }
        facts.addAll(GroupFacts.membersChanged(lock, after, applied.delta()));
        facts.addAll(GroupFacts.membersSkipped(lock, after, applied.skipped()));
        change.append(facts);
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
