package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Transactions;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.groups.AccountMemberships;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.users.UserOutcome.Refused;
import com.scrydon.scim.schemas.FactType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code DELETE /Users/{id}} (R14): the resource is gone, the account is kept, its group memberships end. */
@Component
class UserRemoval {

    private final Transactions transactions;
    private final UserStore store;
    private final AccountMemberships memberships;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Caps caps;
    private final Clock clock;

    UserRemoval(Transactions transactions, UserStore store, AccountMemberships memberships, Aggregates aggregates,
            Outbox outbox, Caps caps, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.memberships = memberships;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.caps = caps;
        this.clock = clock;
    }

    UserOutcome remove(Origin origin, UUID id, Preconditions preconditions) {
        return transactions.run(() -> inTransaction(origin, id, preconditions));
    }

    /** Groups are locked before the account (docs/decisions/028-order-of-locks.md). */
    private UserOutcome inTransaction(Origin origin, UUID id, Preconditions preconditions) {
        var organisation = origin.organisationId();
        var groups = memberships.lockGroupsOf(organisation, id);
        var before = store.lockForRemoval(organisation, id);
        if (before.isEmpty()) {
            return new Refused(ScimProblem.NotFound.resource("User", id.toString()));
        }
        if (!preconditions.allow(before.get().version())) {
            return new Refused(new ScimProblem.PreconditionFailed());
        }
        var now = Moments.now(clock);
        var facts = new ArrayList<PendingFact>(memberships.end(organisation, id, groups, now));
        var user = before.get().deprovisionedAt(now);
        store.deprovision(organisation, user);
        var account = aggregates.lock(AggregateKind.ACCOUNT, organisation, id).orElseThrow();
        facts.add(UserFacts.of(account, FactType.USER_DEPROVISIONED, user,
                before.get().active() ? List.of("active") : List.of()));
        outbox.append(origin.at(now), facts);
        caps.giveBack(organisation, CapKind.USERS);
        return new UserOutcome.Deprovisioned();
    }
}
