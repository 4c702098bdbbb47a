package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Changes of Teams by people: native Teams, names, members by hand. */
@Component
class Teams {

    private final ManagementTransactions transactions;
    private final TeamStore store;

    Teams(ManagementTransactions transactions, TeamStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    UUID create(Person person, RequestTrace trace, String name) {
        var effect = Effect.NONE.making(CapKind.TEAMS);
        return transactions.runAddition(People.origin(person, trace), effect, change -> {
            var now = change.now();
            var id = UuidV7.at(now);
            var organisation = change.organisation();
            if (!store.insert(organisation, id, name, now)) {
                throw ApiProblemException.notFound("there is no organisation " + organisation);
            }
            ManagementTransactions.requireRoom(change.count(effect));
            var team = change.inserted(AggregateKind.TEAM, id);
            change.append(List.of(TeamFacts.created(team, name)));
            return id;
        });
    }

    TeamRow rename(Person person, RequestTrace trace, UUID id, String name) {
        return transactions.run(People.origin(person, trace), change -> {
            var team = lock(change, id);
            var before = found(change, id);
            if (before.name().equals(name)) {
                return before;
            }
            store.rename(change.organisation(), id, name);
            var after = found(change, id);
            change.append(List.of(TeamFacts.renamed(team, after, before.name())));
            return after;
        });
    }

    /** Deletes a Team that no Group feeds; who was in it by hand or kept is so no longer. */
    void delete(Person person, RequestTrace trace, UUID id) {
        transactions.run(People.origin(person, trace), change -> {
            var team = lock(change, id);
            var before = found(change, id);
            if (before.groupId() != null) {
                throw ApiProblemException.conflict("the team is fed by the group " + before.groupName() + " ("
                        + before.groupId() + "); unlink that first");
            }
            change.append(List.of(TeamFacts.deleted(team, before.name())));
            store.delete(change.organisation(), id);
            ManagementTransactions.requireRoom(change.count(Effect.NONE.ending(CapKind.TEAMS)));
            return before;
        });
    }

    /** Adds by hand; a member already is no change. */
    void addByHand(Person person, RequestTrace trace, UUID id, UUID account) {
        transactions.runAddition(People.origin(person, trace), Effect.NONE.members(1, 0), change -> {
            var organisation = change.organisation();
            var team = lock(change, id);
            if (!store.hasAccount(organisation, account)) {
                throw ApiProblemException.notFound("there is no account " + account);
            }
            boolean added = store.addByHand(organisation, id, account, person.name(), change.now());
            if (added) {
                change.append(List.of(TeamFacts.addedByHand(team, found(change, id), account)));
            }
            return added;
        });
    }

    /** Removes what was added by hand; nobody is removed whom a Group brings. */
    void removeByHand(Person person, RequestTrace trace, UUID id, UUID account) {
        transactions.run(People.origin(person, trace), change -> {
            var team = lock(change, id);
            boolean removed = store.removeByHand(change.organisation(), id, account);
            if (removed) {
                change.append(List.of(TeamFacts.removedByHand(team, found(change, id), account)));
            }
            return removed;
        });
    }

    private static LockedAggregate lock(Change change, UUID id) {
        return change.lock(AggregateKind.TEAM, id).orElseThrow(() -> missing(id));
    }

    private TeamRow found(Change change, UUID id) {
        return store.find(change.organisation(), id).orElseThrow(() -> missing(id));
    }

    static ApiProblemException missing(UUID id) {
        return ApiProblemException.notFound("there is no team " + id);
    }
}
