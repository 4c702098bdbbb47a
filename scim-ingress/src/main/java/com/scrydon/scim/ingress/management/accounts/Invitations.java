package com.scrydon.scim.ingress.management.accounts;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes native accounts: active, not linked, known by their e-mail (R37). */
@Component
class Invitations {

    private final ManagementTransactions transactions;
    private final AccountStore store;

    Invitations(ManagementTransactions transactions, AccountStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    UUID invite(Person person, RequestTrace trace, NewAccount account) {
        var effect = (account.isPerson() ? Effect.NONE.making(CapKind.USERS) : Effect.NONE).activity(false, true);
        return transactions.runAddition(People.origin(person, trace), effect, change -> {
            var now = change.now();
            var id = UuidV7.at(now);
            var organisation = change.organisation();
            if (!store.insert(organisation, id, account, now)) {
                throw ApiProblemException.notFound("there is no organisation " + organisation);
            }
            ManagementTransactions.requireRoom(change.count(effect));
            var aggregate = change.inserted(AggregateKind.ACCOUNT, id);
            var snapshot = snapshot(account, now);
            change.append(List.of(new PendingFact(aggregate, FactType.ACCOUNT_INVITED,
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
