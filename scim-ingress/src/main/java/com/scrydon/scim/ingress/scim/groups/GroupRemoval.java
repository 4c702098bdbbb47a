package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Transactions;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.management.teams.TeamFacts;
import com.scrydon.scim.ingress.scim.groups.GroupOutcome.Refused;
import com.scrydon.scim.ingress.scim.members.MemberDelta;
import com.scrydon.scim.ingress.scim.members.MemberStore;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** {@code DELETE /Groups/{id}} (R18): the group goes, its Team and whoever is in it stay. */
@Component
class GroupRemoval {

    private final Transactions transactions;
    private final GroupStore store;
    private final MemberStore members;
    private final TeamOfGroup teams;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Caps caps;
    private final Clock clock;

    GroupRemoval(Transactions transactions, GroupStore store, MemberStore members, TeamOfGroup teams,
            Aggregates aggregates, Outbox outbox, Caps caps, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.members = members;
        this.teams = teams;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.caps = caps;
        this.clock = clock;
    }

    GroupOutcome remove(Origin origin, UUID id, Preconditions preconditions) {
        return transactions.run(() -> inTransaction(origin, id, preconditions));
    }

    /** Locks: the organisation, so that no edge changes meanwhile; the group and its parents by id; its Team. */
    private GroupOutcome inTransaction(Origin origin, UUID id, Preconditions preconditions) {
        var organisation = origin.organisationId();
        members.lockNesting(organisation);
        var ids = Stream.concat(Stream.of(id), members.parents(id).stream()).toList();
        var locked = aggregates.lock(AggregateKind.GROUP, organisation, ids).stream()
                .collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
        var group = locked.get(id);
        if (group == null || !store.lockForRemoval(organisation, id)) {
            return new Refused(ScimProblem.NotFound.resource("Group", id.toString()));
        }
        var before = store.find(organisation, id).orElseThrow();
        if (!preconditions.allow(before.version())) {
            return new Refused(new ScimProblem.PreconditionFailed());
        }
        var now = Moments.now(clock);
        // Who is in the Team is asked before the memberships end; the Team's facts follow the group's.
        var kept = before.teamId().map(team -> keep(organisation, team, before, now));
        var facts = new ArrayList<PendingFact>(removedMembers(group, before));
        facts.add(GroupFacts.deleted(group, before, kept.map(Kept::teamName).orElse(before.displayName()),
                kept.map(k -> (long) k.accounts().size()).orElse(0L)));
        facts.addAll(leftParents(organisation, locked, id, now));
        kept.ifPresent(k -> {
            facts.addAll(TeamFacts.kept(k.team(), k.teamName(), id, k.accounts()));
            facts.add(TeamFacts.unlinked(k.team(), k.teamName(), id));
        });
        outbox.append(origin.at(now), facts);
        store.delete(organisation, id);
        caps.giveBack(organisation, CapKind.GROUPS);
        return new GroupOutcome.Deleted();
    }

    private record Kept(LockedAggregate team, String teamName, List<UUID> accounts) {}

    private Kept keep(UUID organisation, UUID team, GroupRow group, Instant now) {
        var aggregate = aggregates.lock(AggregateKind.TEAM, organisation, team).orElseThrow();
        var accounts = teams.keepMembers(organisation, team, group, now);
        teams.letGo(organisation, team);
        return new Kept(aggregate, teams.name(organisation, team), accounts);
    }

    private List<PendingFact> removedMembers(LockedAggregate group, GroupRow before) {
        var delta = new MemberDelta(List.of(), members.keepAccounts(before.id(), List.of()), List.of(),
                members.keepGroups(before.id(), List.of()));
        return GroupFacts.membersChanged(group, before, delta);
    }

    private List<PendingFact> leftParents(UUID organisation, Map<UUID, LockedAggregate> locked, UUID id,
            Instant now) {
        var delta = MemberDelta.groupRemoved(id);
        var facts = new ArrayList<PendingFact>();
        for (var parent : store.touch(organisation, members.leaveParents(id), now)) {
            var aggregate = locked.get(parent.id());
            if (aggregate != null) {
                facts.addAll(GroupFacts.membersChanged(aggregate, parent, delta));
            }
        }
        return facts;
    }
}
