package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.Changes;
import com.scrydon.scim.ingress.changes.Held;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.management.teams.TeamFacts;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.members.MemberDelta;
import com.scrydon.scim.ingress.scim.members.MemberStore;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** {@code DELETE /Groups/{id}} (R18): the group goes, its Team and whoever is in it stay. */
@Component
class GroupRemoval {

    private final Changes changes;
    private final GroupStore store;
    private final MemberStore members;
    private final TeamOfGroup teams;

    GroupRemoval(Changes changes, GroupStore store, MemberStore members, TeamOfGroup teams) {
        this.changes = changes;
        this.store = store;
        this.members = members;
        this.teams = teams;
    }

    /** Locks: the organisation, so that no edge changes meanwhile; the group and its parents by id; its Team. */
    Outcome<GroupRow> remove(Origin origin, UUID id, Preconditions preconditions) {
        return changes.run(origin, change -> {
            var organisation = change.organisation();
            members.lockNesting(organisation);
            var ids = Stream.concat(Stream.of(id), members.parents(id).stream()).toList();
            var locked = change.lock(AggregateKind.GROUP, ids).stream()
                    .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
            var found = Optional.ofNullable(locked.get(id)).filter(_ -> store.lockForRemoval(organisation, id))
                    .map(group -> new Held<>(group, store.find(organisation, id).orElseThrow()));
            return Outcome.of(Change.required(ResourceShapes.GROUP.name(), id, preconditions, found.map(Held::before))
                    .map(_ -> end(change, found.orElseThrow(), locked)));
        });
    }

    private Outcome<GroupRow> end(Change change, Held<GroupRow> group, Map<UUID, LockedAggregate> locked) {
        var before = group.before();
        // Who is in the Team is asked before the memberships end; the Team's facts follow the group's.
        var kept = before.teamId().map(team -> keep(change, team, before));
        var gone = new MemberDelta(List.of(), members.keepAccounts(before.id(), List.of()), List.of(),
                members.keepGroups(before.id(), List.of()));
        var effect = gone.effect().ending(CapKind.GROUPS);
        var refusal = change.admit(effect);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var facts = new ArrayList<PendingFact>(GroupFacts.membersChanged(group.lock(), before, gone));
        facts.add(GroupFacts.deleted(group.lock(), before, kept.map(Kept::teamName).orElse(before.displayName()),
                kept.map(k -> (long) k.accounts().size()).orElse(0L)));
        facts.addAll(leftParents(change, locked, before.id()));
        kept.ifPresent(k -> {
            facts.addAll(TeamFacts.kept(k.team(), k.teamName(), before.id(), k.accounts()));
            facts.add(TeamFacts.unlinked(k.team(), k.teamName(), before.id()));
        });
        change.append(facts);
        store.delete(change.organisation(), before.id());
        return change.count(effect).map(Outcome::<GroupRow>refused).orElseGet(Outcome.Removed::new);
    }

    private record Kept(LockedAggregate team, String teamName, List<UUID> accounts) {}

    private Kept keep(Change change, UUID team, GroupRow group) {
        var organisation = change.organisation();
        var aggregate = change.lock(AggregateKind.TEAM, team).orElseThrow();
        var accounts = teams.keepMembers(organisation, team, group, change.now());
        teams.letGo(organisation, team);
        return new Kept(aggregate, teams.name(organisation, team), accounts);
    }

    private List<PendingFact> leftParents(Change change, Map<UUID, LockedAggregate> locked, UUID id) {
        var delta = MemberDelta.groupRemoved(id);
        var facts = new ArrayList<PendingFact>();
        for (var parent : store.touch(change.organisation(), members.leaveParents(id), change.now())) {
            var aggregate = locked.get(parent.id());
            if (aggregate != null) {
                facts.addAll(GroupFacts.membersChanged(aggregate, parent, delta));
            }
        }
        return facts;
    }
}
