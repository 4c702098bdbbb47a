package com.scrydon.scim.ingress.management.organisations;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.ingress.changes.ManagementTransactions;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes and changes organisations, each change with its fact in the same transaction (R31, R37). */
@Component
class Organisations {

    private final ManagementTransactions transactions;
    private final OrganisationStore store;
    private final Outbox outbox;
    private final Clock clock;

    Organisations(ManagementTransactions transactions, OrganisationStore store, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes it, or gives it another slug and name; the same ones are no change. */
    OrganisationRow put(Person person, RequestTrace trace, UUID id, String slug, String name) {
        return transactions.run(() -> {
            boolean made = store.insert(id, slug, name);
            var before = locked(id);
            var after = new OrganisationRow(id, slug, name, before.caps());
            if (!made && !after.equals(before)) {
                store.rename(id, slug, name);
            }
            if (made || !after.equals(before)) {
                append(person, trace, made ? FactType.ORGANISATION_CREATED : FactType.ORGANISATION_UPDATED, after);
            }
            return after;
        });
    }

    /** Gives it caps of its own; the same ones are no change. They hold for whatever begins afterwards. */
    OwnCaps cap(Person person, RequestTrace trace, UUID id, OwnCaps caps) {
        return transactions.run(() -> {
            var before = locked(id);
            if (!caps.equals(before.caps())) {
                store.cap(id, caps);
                append(person, trace, FactType.ORGANISATION_CAPPED,
                        new OrganisationRow(id, before.slug(), before.name(), caps));
            }
            return caps;
        });
    }

    private OrganisationRow locked(UUID id) {
        return store.lock(id).orElseThrow(() -> ApiProblemException.notFound("there is no organisation " + id));
    }

    private void append(Person person, RequestTrace trace, FactType type, OrganisationRow organisation) {
        var subject = organisation.id().toString();
        outbox.append(People.origin(person, trace).at(Moments.now(clock)),
                List.of(PendingFact.unordered(type, organisation.id(), subject,
                        header -> AccessFact.newBuilder().setHeader(header).setSubject(subject)
                                .setOrganisation(organisation.described()).build())));
    }
}
