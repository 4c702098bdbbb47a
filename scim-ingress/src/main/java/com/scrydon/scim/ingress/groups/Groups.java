package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.teams.PushedTeams;
import com.scrydon.scim.ingress.wire.Caller;
import com.scrydon.scim.ingress.wire.Changes;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Decides about Groups, in one transaction each: create with the Team, change, delete. */
@Component
class Groups {

    private static final UUID NONE = new UUID(0, 0);
    private static final ScimProblem SOMEBODY_WAS_FASTER = ScimProblem
            .uniqueness("another request has just used this displayName");

    private final GroupStore store;
    private final MemberStore members;
    private final MemberChanges memberChanges;
    private final PushedTeams teams;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    Groups(GroupStore store, MemberStore members, MemberChanges memberChanges, PushedTeams teams, Aggregates aggregates,
            Outbox outbox, Changes changes, Clock clock) {
        this.store = store;
        this.members = members;
        this.memberChanges = memberChanges;
        this.teams = teams;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    Outcome<Group> create(Caller caller, GroupRequest request) {
        return changes.run(() -> {
            var organisation = caller.organisationId();
            if (store.nameTaken(organisation, request.displayName(), NONE)) {
                return Outcome.refused(nameTaken());
            }
            var ids = request.members().orElse(List.of());
            if (memberChanges.concernsNesting(organisation, List.of(new GroupChange.Add(ids)))) {
                memberChanges.lockNesting(organisation);
            }
            var now = clock.instant();
            var made = new Group(UuidV7.at(now), organisation, request.displayName(),
                    request.externalId().filter(e -> !e.isEmpty()).orElse(null), 1, now, now, null);
            store.insert(made);
            var team = teams.make(organisation, made.id(), made.displayName(), now);
            var delta = new MemberDelta();
            var problem = memberChanges.add(organisation, made.id(), ids, now, delta);
            if (problem.isPresent()) {
                return Outcome.refused(problem.get());
            }
            var group = new Group(made.id(), organisation, made.displayName(), made.externalId(), 1, now, now,
                    team.id());
            var locked = aggregates.inserted(AggregateKind.GROUP, organisation, group.id());
            List<PendingFact> facts = new ArrayList<>(List.of(GroupFacts.created(locked, group, team.name())));
            facts.addAll(memberFacts(locked, group, delta));
            outbox.append(caller.at(now), facts);
            return Outcome.done(group);
        }, _ -> SOMEBODY_WAS_FASTER);
    }

    private static ScimProblem nameTaken() {
        return ScimProblem.uniqueness("a Group with this displayName exists already");
    }

    private static List<PendingFact> memberFacts(LockedAggregate locked, Group group, MemberDelta delta) {
        List<PendingFact> facts = new ArrayList<>(GroupFacts.membersChanged(locked, group, delta));
        if (!delta.skipped().isEmpty()) {
            facts.add(GroupFacts.memberSkipped(locked, group, delta.skipped()));
        }
        return facts;
    }

    /** Applies the changes in their order, all or nothing. */
    Outcome<Group> change(Caller caller, UUID id, Optional<String> ifMatch, List<GroupChange> wanted) {
        return changes.run(() -> {
            var organisation = caller.organisationId();
            if (memberChanges.concernsNesting(organisation, wanted)) {
                memberChanges.lockNesting(organisation);
            }
            var locked = aggregates.lock(AggregateKind.GROUP, organisation, id);
            var found = store.find(organisation, id);
            if (locked.isEmpty() || found.isEmpty()) {
                return Outcome.refused(ScimProblem.notFound("Group " + id));
            }
            var before = found.get();
            if (ifMatch.isPresent() && !matches(ifMatch.get(), before)) {
                return Outcome.refused(ScimProblem.preconditionFailed(before.etag()));
            }
            return apply(caller, locked.get(), before, wanted, clock.instant());
        }, _ -> SOMEBODY_WAS_FASTER);
    }

    private Outcome<Group> apply(Caller caller, LockedAggregate locked, Group before, List<GroupChange> wanted,
            Instant now) {
        var name = before.displayName();
        var externalId = before.externalId();
        var delta = new MemberDelta();
        for (var change : wanted) {
            Optional<ScimProblem> problem = Optional.empty();
            switch (change) {
                case GroupChange.Rename(String newName) -> name = newName;
                case GroupChange.SetExternalId(String newId) -> externalId = newId.isEmpty() ? null : newId;
                case GroupChange.Add(List<String> ids) ->
                    problem = memberChanges.add(caller.organisationId(), before.id(), ids, now, delta);
                case GroupChange.Remove(List<String> ids) -> memberChanges.remove(before.id(), ids, delta);
                case GroupChange.Replace(List<String> ids) ->
                    problem = memberChanges.replace(caller.organisationId(), before.id(), ids, now, delta);
            }
            if (problem.isPresent()) {
                return Outcome.refused(problem.get());
            }
        }
        if (!name.equals(before.displayName()) && store.nameTaken(caller.organisationId(), name, before.id())) {
            return Outcome.refused(nameTaken());
        }
        return write(caller, locked, before, new Group(before.id(), before.organisationId(), name, externalId,
                before.version() + 1, before.createdAt(), now, before.teamId()), delta, now);
    }

    private Outcome<Group> write(Caller caller, LockedAggregate locked, Group before, Group after, MemberDelta delta,
            Instant now) {
        List<String> changed = new ArrayList<>();
        if (!after.displayName().equals(before.displayName())) {
            changed.add("displayName");
        }
        if (!Objects.equals(after.externalId(), before.externalId())) {
            changed.add("externalId");
        }
        boolean same = changed.isEmpty() && delta.isEmpty();
        var result = same ? before : after;
        if (!same) {
            store.update(after, now);
        }
        List<PendingFact> facts = new ArrayList<>();
        if (!changed.isEmpty()) {
            facts.add(GroupFacts.updated(locked, result, before, changed));
        }
        facts.addAll(memberFacts(locked, result, delta));
        outbox.append(caller.at(now), facts);
        return Outcome.done(result);
    }

    /** R18: the Team stays with its effective members; parents lose what they had through the group. */
    Outcome<UUID> delete(Caller caller, UUID id, Optional<String> ifMatch) {
        return changes.run(() -> {
            var organisation = caller.organisationId();
            memberChanges.lockNesting(organisation);
            var parents = members.parents(id);
            List<UUID> all = new ArrayList<>(parents);
            all.add(id);
            Map<UUID, LockedAggregate> locked = new LinkedHashMap<>();
            aggregates.lock(AggregateKind.GROUP, organisation, all).forEach(l -> locked.put(l.id(), l));
            var found = store.find(organisation, id);
            var own = locked.get(id);
            if (found.isEmpty() || own == null) {
                return Outcome.refused(ScimProblem.notFound("Group " + id));
            }
            if (ifMatch.isPresent() && !matches(ifMatch.get(), found.get())) {
                return Outcome.refused(ScimProblem.preconditionFailed(found.get().etag()));
            }
            var now = clock.instant();
            dissolve(caller, found.get(), own, now);
            leaveParents(caller, parents, locked, id, now);
            store.delete(id);
            return Outcome.done(id);
        }, _ -> SOMEBODY_WAS_FASTER);
    }

    private void dissolve(Caller caller, Group group, LockedAggregate locked, Instant now) {
        var team = group.teamId();
        var kept = team == null
                ? new PushedTeams.Kept("", 0)
                : teams.release(caller, team, group.id(), group.displayName(), now);
        var delta = new MemberDelta();
        delta.removedAccounts(members.retainAccounts(group.id(), List.of()));
        delta.removedGroups(members.retainGroups(group.id(), List.of()));
        List<PendingFact> facts = new ArrayList<>(GroupFacts.membersChanged(locked, group, delta));
        facts.add(GroupFacts.deleted(locked, group, kept.teamName(), kept.members()));
        outbox.append(caller.at(now), facts);
    }

    private void leaveParents(Caller caller, List<UUID> parents, Map<UUID, LockedAggregate> locked, UUID id,
            Instant now) {
        members.leaveParents(id);
        store.touch(parents, now);
        List<PendingFact> facts = new ArrayList<>();
        for (var parent : parents) {
            var lock = locked.get(parent);
            var row = store.find(caller.organisationId(), parent);
            if (lock != null && row.isPresent()) {
                var delta = new MemberDelta();
                delta.removedGroups(List.of(id));
                facts.addAll(GroupFacts.membersChanged(lock, row.get(), delta));
            }
        }
        outbox.append(caller.at(now), facts);
    }

    private static boolean matches(String ifMatch, Group group) {
        return ifMatch.equals("*") || ifMatch.equals(group.etag()) || ("W/" + ifMatch).equals(group.etag());
    }
}
