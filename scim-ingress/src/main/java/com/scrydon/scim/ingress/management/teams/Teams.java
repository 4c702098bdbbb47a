package com.scrydon.scim.ingress.management.teams;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Changes of Teams by people: native Teams, names, members by hand. */
@Component
class Teams {

    private final ManagementTransactions transactions;
    private final TeamStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Caps caps;
    private final Clock clock;

    Teams(ManagementTransactions transactions, TeamStore store, Aggregates aggregates, Outbox outbox, Caps caps,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.caps = caps;
        this.clock = clock;
    }

    UUID create(Person person, RequestTrace trace, String name) {
        var now = Moments.now(clock);
        var id = UuidV7.at(now);
        var organisation = person.organisationId();
        return transactions.runAddition(() -> {
            if (!store.insert(organisation, id, name, now)) {
                throw ApiProblemException.notFound("there is no organisation " + organisation);
            }
            caps.take(organisation, CapKind.TEAMS).ifPresent(full -> {
                throw new ApiProblemException(HttpStatus.INSUFFICIENT_STORAGE, full.detail());
            });
            var team = aggregates.inserted(AggregateKind.TEAM, organisation, id);
            append(person, trace, now, TeamFacts.created(team, name));
            return id;
        });
    }

    TeamRow rename(Person person, RequestTrace trace, UUID id, String name) {
        var organisation = person.organisationId();
        return transactions.run(() -> {
            var team = lock(person, id);
            var before = found(person, id);
            if (before.name().equals(name)) {
                return before;
            }
            store.rename(organisation, id, name);
            var after = found(person, id);
            append(person, trace, Moments.now(clock), TeamFacts.renamed(team, after, before.name()));
            return after;
        });
    }

    /** Deletes a Team that no Group feeds; who was in it by hand or kept is so no longer. */
    void delete(Person person, RequestTrace trace, UUID id) {
        var organisation = person.organisationId();
        transactions.run(() -> {
            var team = lock(person, id);
            var before = found(person, id);
            if (before.groupId() != null) {
                throw ApiProblemException.conflict("the team is fed by the group " + before.groupName() + " ("
                        + before.groupId() + "); unlink that first");
            }
            append(person, trace, Moments.now(clock), TeamFacts.deleted(team, before.name()));
            store.delete(organisation, id);
            caps.giveBack(organisation, CapKind.TEAMS);
            return before;
        });
    }

    /** Adds by hand; a member already is no change. */
    void addByHand(Person person, RequestTrace trace, UUID id, UUID account) {
        var organisation = person.organisationId();
        transactions.runAddition(() -> {
            var team = lock(person, id);
            var now = Moments.now(clock);
            if (!store.hasAccount(organisation, account)) {
                throw ApiProblemException.notFound("there is no account " + account);
            }
            boolean added = store.addByHand(organisation, id, account, person.name(), now);
            if (added) {
                append(person, trace, now, TeamFacts.addedByHand(team, found(person, id), account));
            }
            return added;
        });
    }

    /** Removes what was added by hand; nobody is removed whom a Group brings. */
    void removeByHand(Person person, RequestTrace trace, UUID id, UUID account) {
        var organisation = person.organisationId();
        transactions.run(() -> {
            var team = lock(person, id);
            boolean removed = store.removeByHand(organisation, id, account);
            if (removed) {
                append(person, trace, Moments.now(clock), TeamFacts.removedByHand(team, found(person, id), account));
            }
            return removed;
        });
    }

    private LockedAggregate lock(Person person, UUID id) {
        return aggregates.lock(AggregateKind.TEAM, person.organisationId(), id).orElseThrow(() -> missing(id));
    }

    private TeamRow found(Person person, UUID id) {
        return store.find(person.organisationId(), id).orElseThrow(() -> missing(id));
    }

    static ApiProblemException missing(UUID id) {
        return ApiProblemException.notFound("there is no team " + id);
    }

    private void append(Person person, RequestTrace trace, Instant now, PendingFact fact) {
        outbox.append(People.origin(person, trace).at(now), List.of(fact));
    }
}
