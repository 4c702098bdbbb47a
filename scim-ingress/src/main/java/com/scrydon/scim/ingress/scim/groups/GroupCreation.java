package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.Changes;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.Post;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.management.teams.TeamFacts;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.members.MemberChanges;
import com.scrydon.scim.ingress.scim.members.MemberChanges.Applied;
import com.scrydon.scim.ingress.scim.members.MemberPlan;
import com.scrydon.scim.ingress.scim.members.MemberWishes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Uniqueness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /Groups}: the group and its Team in one transaction (R16). */
@Component
class GroupCreation {

    private static final Effect GROUP_AND_TEAM = Effect.NONE.making(CapKind.GROUPS).making(CapKind.TEAMS);

    private final Changes changes;
    private final GroupStore store;
    private final MemberChanges members;
    private final TeamOfGroup teams;
    private final Processor processor;

    GroupCreation(Changes changes, GroupStore store, MemberChanges members, TeamOfGroup teams, Processor processor) {
        this.changes = changes;
        this.store = store;
        this.members = members;
        this.teams = teams;
        this.processor = processor;
    }

    Outcome<GroupRow> create(Origin origin, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> GroupDraft.of(body))
                .fold(draft -> create(origin, body, draft), Outcome::refused);
    }

    private Outcome<GroupRow> create(Origin origin, ObjectNode body, GroupDraft draft) {
        return changes.post(origin, new Post<>(ResourceShapes.GROUP.endpoint(), body, store::find),
                change -> inTransaction(change, draft), _ -> nameTaken());
    }

    private Outcome<GroupRow> inTransaction(Change change, GroupDraft draft) {
        var refusal = change.admit(GROUP_AND_TEAM);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var organisation = change.organisation();
        var wishes = new MemberWishes(MemberPlan.unchanged().add(draft.members().orElse(List.of())));
        var prepared = members.prepare(organisation, Optional.empty(), wishes);
        var now = change.now();
        var id = UuidV7.at(now);
        if (!store.insert(organisation, id, draft, now)) {
            return Outcome.refused(nameTaken());
        }
        var teamId = UuidV7.at(now);
        var teamName = teams.create(organisation, teamId, id, draft.displayName(), now);
        var group = new GroupRow(id, draft.displayName(), draft.externalId(), Optional.of(teamId), 1, now, now);
        return members.apply(organisation, id, prepared, now)
                .fold(applied -> recorded(change, group, teamName, applied), Outcome::refused);
    }

    private Outcome<GroupRow> recorded(Change change, GroupRow group, String teamName, Applied applied) {
        var effect = applied.delta().effect();
        boolean within = store.grow(change.organisation(), group.id(), effect.growth(), change.mostMembers());
        var full = change.admitMembers(effect, within).or(() -> change.count(GROUP_AND_TEAM));
        if (full.isPresent()) {
            return Outcome.refused(full.get());
        }
        var aggregate = change.inserted(AggregateKind.GROUP, group.id());
        var facts = new ArrayList<PendingFact>();
        facts.add(GroupFacts.created(aggregate, group, teamName));
        group.teamId().map(id -> change.inserted(AggregateKind.TEAM, id))
                .ifPresent(team -> facts.add(TeamFacts.createdWith(team, teamName, group.id())));
        facts.addAll(GroupFacts.membersChanged(aggregate, group, applied.delta()));
        facts.addAll(GroupFacts.membersSkipped(aggregate, group, applied.skipped()));
        change.append(facts);
        return new Outcome.Created<>(group);
    }

    static Uniqueness nameTaken() {
        return new Uniqueness("displayName is already used by another Group");
    }
}
