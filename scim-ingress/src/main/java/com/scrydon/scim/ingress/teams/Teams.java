package com.scrydon.scim.ingress.teams;

import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.wire.Caller;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides about Teams for org admins, in one transaction each. */
@Component
class Teams {

    private final TeamStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Teams(TeamStore store, Aggregates aggregates, Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Team create(Caller caller, String name) {
        return named(name, () -> {
            var now = clock.instant();
            var team = new Team(UuidV7.at(now), name, null, null, 0);
            store.insert(caller.organisationId(), team.id(), name, null, now);
            var locked = aggregates.inserted(AggregateKind.TEAM, caller.organisationId(), team.id());
            outbox.append(caller.at(now), List.of(TeamFacts.created(locked, team)));
            return team;
        });
    }

    Team rename(Caller caller, UUID id, String name) {
        return named(name, () -> {
            var locked = lock(caller, id);
            var before = store.find(caller.organisationId(), id).orElseThrow(Teams::noSuchTeam);
            if (before.name().equals(name)) {
                return before;
            }
            store.rename(id, name);
            var after = store.find(caller.organisationId(), id).orElseThrow(Teams::noSuchTeam);
            outbox.append(caller.at(clock.instant()), List.of(TeamFacts.renamed(locked, after, before.name())));
            return after;
        });
    }

    void addByHand(Caller caller, UUID id, UUID account) {
        transactions.executeWithoutResult(_ -> {
            var locked = lock(caller, id);
            var team = store.find(caller.organisationId(), id).orElseThrow(Teams::noSuchTeam);
            if (aggregates.lock(AggregateKind.ACCOUNT, caller.organisationId(), account).isEmpty()) {
                throw ApiProblemException.notFound("no such account");
            }
            var now = clock.instant();
            if (store.addByHand(caller.organisationId(), id, account, caller.actor().getDisplay(), now)) {
                outbox.append(caller.at(now), List.of(TeamFacts.byHand(locked, team, List.of(account), List.of())));
            }
        });
    }

    void removeByHand(Caller caller, UUID id, UUID account) {
        transactions.executeWithoutResult(_ -> {
            var locked = lock(caller, id);
            var team = store.find(caller.organisationId(), id).orElseThrow(Teams::noSuchTeam);
            if (store.removeByHand(id, account)) {
                outbox.append(caller.at(clock.instant()),
                        List.of(TeamFacts.byHand(locked, team, List.of(), List.of(account))));
            }
        });
    }

    private LockedAggregate lock(Caller caller, UUID id) {
        return aggregates.lock(AggregateKind.TEAM, caller.organisationId(), id).orElseThrow(Teams::noSuchTeam);
    }

    private Team named(String name, Supplier<Team> change) {
        try {
            var team = transactions.execute(_ -> change.get());
            if (team == null) {
                throw new IllegalStateException("a change of a Team answers the Team");
            }
            return team;
        } catch (DuplicateKeyException _) {
            throw ApiProblemException.conflict("a Team named " + name + " exists already");
        }
    }

    static ApiProblemException noSuchTeam() {
        return ApiProblemException.notFound("no such Team");
    }
}
