package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.Changes;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.groups.AccountMemberships;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.schemas.FactType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code DELETE /Users/{id}} (R14): the resource is gone, the account is kept, its group memberships end. */
@Component
class UserRemoval {

    private final Changes changes;
    private final UserStore store;
    private final AccountMemberships memberships;

    UserRemoval(Changes changes, UserStore store, AccountMemberships memberships) {
        this.changes = changes;
        this.store = store;
        this.memberships = memberships;
    }

    /** Groups are locked before the account (docs/decisions/028-order-of-locks.md). */
    Outcome<UserRow> remove(Origin origin, UUID id, Preconditions preconditions) {
        return changes.run(origin, change -> {
            var groups = memberships.lockGroupsOf(change, id);
            var found = store.lockForRemoval(change.organisation(), id);
            return Outcome.of(Change.required(ResourceShapes.USER.name(), id, preconditions, found)
                    .map(before -> end(change, before, groups)));
        });
    }

    private Outcome<UserRow> end(Change change, UserRow before, List<LockedAggregate> groups) {
        var effect = Effect.NONE.ending(CapKind.USERS).activity(before.active(), false).members(0, groups.size());
        var refusal = change.admit(effect);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var facts = new ArrayList<PendingFact>(memberships.end(change, before.id(), groups));
        var user = before.deprovisionedAt(change.now());
        store.deprovision(change.organisation(), user);
        var account = change.lock(AggregateKind.ACCOUNT, before.id()).orElseThrow();
        facts.add(UserFacts.of(account, FactType.USER_DEPROVISIONED, user,
                before.active() ? List.of("active") : List.of()));
        change.append(facts);
        return change.count(effect).map(Outcome::<UserRow>refused).orElseGet(Outcome.Removed::new);
    }
}
