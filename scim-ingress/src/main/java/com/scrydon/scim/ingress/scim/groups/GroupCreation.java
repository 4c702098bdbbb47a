package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.changes.Doubts;
import com.scrydon.scim.ingress.changes.Transactions;
import com.scrydon.scim.ingress.changes.admission.BackPressure;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.groups.GroupOutcome.Refused;
import com.scrydon.scim.ingress.scim.members.MemberChanges;
import com.scrydon.scim.ingress.scim.members.MemberChanges.Applied;
import com.scrydon.scim.ingress.scim.members.MemberPlan;
import com.scrydon.scim.ingress.scim.members.MemberWishes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Uniqueness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /Groups}: the group and its Team in one transaction (R16). */
@Component
class GroupCreation {

    private final Transactions transactions;
    private final GroupStore store;
    private final MemberChanges members;
    private final TeamOfGroup teams;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final BackPressure pressure;
    private final Caps caps;
    private final Clock clock;
    private final Processor processor;
    private final Doubts doubts;

    GroupCreation(Transactions transactions, GroupStore store, MemberChanges members, TeamOfGroup teams,
            Aggregates aggregates, Outbox outbox, BackPressure pressure, Caps caps, Clock clock, Processor processor,
            Doubts doubts) {
        this.transactions = transactions;
        this.store = store;
        this.members = members;
        this.teams = teams;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.pressure = pressure;
        this.caps = caps;
        this.clock = clock;
        this.processor = processor;
        this.doubts = doubts;
    }

    GroupOutcome create(Origin origin, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> GroupDraft.of(body))
                .fold(draft -> create(origin, body, draft), Refused::new);
    }

    /** A repetition of what this process could not say was done is no conflict with itself. */
    private GroupOutcome create(Origin origin, ObjectNode body, GroupDraft draft) {
        var outcome = transactions.runDoubted(() -> inTransaction(origin, draft), done -> {
            if (done instanceof GroupOutcome.Created(var group)) {
                doubts.remember(origin, ResourceShapes.GROUP.endpoint(), body, resource(group));
            }
        });
        return outcome instanceof Refused(Uniqueness _)
                ? doubts.find(origin, ResourceShapes.GROUP.endpoint(), body)
                        .flatMap(made -> store.find(origin.organisationId(), made.id())
                                .filter(group -> made.equals(resource(group))))
                        .<GroupOutcome>map(GroupOutcome.Created::new).orElse(outcome)
                : outcome;
    }

    private static Doubts.Resource resource(GroupRow group) {
        return new Doubts.Resource(group.id(), group.version(), group.lastModifiedAt());
    }

    private GroupOutcome inTransaction(Origin origin, GroupDraft draft) {
        var refusal = pressure.refusal(origin, false);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        var organisation = origin.organisationId();
        var wishes = new MemberWishes(MemberPlan.unchanged().add(draft.members().orElse(List.of())));
        var prepared = members.prepare(organisation, Optional.empty(), wishes);
        var now = Moments.now(clock);
        var id = UuidV7.at(now);
        if (!store.insert(organisation, id, draft, now)) {
            return new Refused(nameTaken());
        }
        var teamId = UuidV7.at(now);
        var teamName = teams.create(organisation, teamId, id, draft.displayName(), now);
        var group = new GroupRow(id, draft.displayName(), draft.externalId(), Optional.of(teamId), 1, now, now);
        return members.apply(organisation, id, prepared, now)
                .fold(applied -> recorded(origin, group, teamName, applied), Refused::new);
    }

    private GroupOutcome recorded(Origin origin, GroupRow group, String teamName, Applied applied) {
        var organisation = origin.organisationId();
        if (!store.grow(organisation, group.id(), applied.delta().growth(), caps.membersPerGroup())) {
            return new Refused(caps.tooManyMembers());
        }
        var full = caps.take(organisation, CapKind.GROUPS).or(() -> caps.take(organisation, CapKind.TEAMS));
        if (full.isPresent()) {
            return new Refused(full.get());
        }
        var aggregate = aggregates.inserted(AggregateKind.GROUP, organisation, group.id());
        var facts = new ArrayList<PendingFact>();
        facts.add(GroupFacts.created(aggregate, group, teamName));
        facts.addAll(GroupFacts.membersChanged(aggregate, group, applied.delta()));
        facts.addAll(GroupFacts.membersSkipped(aggregate, group, applied.skipped()));
        outbox.append(origin.at(group.createdAt()), facts);
        return new GroupOutcome.Created(group);
    }

    static Uniqueness nameTaken() {
        return new Uniqueness("displayName is already used by another Group");
    }
}
