package com.scrydon.scim.ingress.management.accounts;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes native accounts: active, not linked, known by their e-mail (R37). */
@Component
class Invitations {

    private final ManagementTransactions transactions;
    private final AccountStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Caps caps;
    private final Clock clock;

    Invitations(ManagementTransactions transactions, AccountStore store, Aggregates aggregates, Outbox outbox,
            Caps caps, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.caps = caps;
        this.clock = clock;
    }

    UUID invite(Person person, RequestTrace trace, NewAccount account) {
        var now = Moments.now(clock);
        var id = UuidV7.at(now);
        var organisation = person.organisationId();
        return transactions.runAddition(() -> {
            if (!store.insert(organisation, id, account, now)) {
                throw ApiProblemException.notFound("there is no organisation " + organisation);
            }
            if (account.isPerson()) {
                caps.take(organisation, CapKind.USERS).ifPresent(full -> {
                    throw new ApiProblemException(HttpStatus.INSUFFICIENT_STORAGE, full.detail());
                });
            }
            var aggregate = aggregates.inserted(AggregateKind.ACCOUNT, organisation, id);
            var snapshot = snapshot(account, now);
            outbox.append(People.origin(person, trace).at(now),
                    List.of(new PendingFact(aggregate, FactType.ACCOUNT_INVITED,
                            header -> UserFact.newBuilder().setHeader(header).setAccountId(id).setAccount(snapshot)
                                    .setChangedAttributes(List.of("emails", "displayName")).build())));
            return id;
        });
    }

    private static AccountSnapshot snapshot(NewAccount account, Instant now) {
        return AccountSnapshot.newBuilder().setKind(account.kind()).setEmail(account.email())
                .setUserName(account.email()).setActive(true).setLinked(false).setDeprovisioned(false)
                .setAttributes(account.attributes()).setVersion(1).setCreatedAt(now).setLastModifiedAt(now).build();
    }
}
