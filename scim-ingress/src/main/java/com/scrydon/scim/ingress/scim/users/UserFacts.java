package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.schemas.FactType;
import java.util.List;

/** Facts about one account: always its full snapshot, and the names of what changed. */
final class UserFacts {

    private static final String ACTIVE = "active";

    private UserFacts() {}

    static PendingFact of(LockedAggregate account, FactType type, UserRow after, List<String> changed) {
        var snapshot = snapshot(after);
        return new PendingFact(account, type, header -> UserFact.newBuilder().setHeader(header)
                .setAccountId(after.id()).setAccount(snapshot).setChangedAttributes(changed).build());
    }

    /**
     * One fact of a change, with the names of all that changed, named after whether the account lives if that is among it. Where the
     * account is linked, too, one of that goes before.
     *
     * @param changed may be empty: a POST may bring back what was deleted as it was, inactive
     */
    static List<PendingFact> ofUpdate(LockedAggregate account, UserRow before, UserRow after, List<String> changed) {
        if (before.linked() || !after.linked()) {
            return List.of(of(account, type(before, after), after, changed));
        }
        var linked = of(account, FactType.USER_LINKED, after,
                changed.stream().filter(name -> !name.equals(ACTIVE)).toList());
        return before.active() == after.active()
                ? List.of(linked)
                : List.of(linked, of(account, type(before, after), after, List.of(ACTIVE)));
    }

    private static FactType type(UserRow before, UserRow after) {
        if (before.active() == after.active()) {
            return FactType.USER_UPDATED;
        }
        return after.active() ? FactType.USER_REACTIVATED : FactType.USER_DEACTIVATED;
    }

    private static AccountSnapshot snapshot(UserRow user) {
        return AccountSnapshot.newBuilder().setKind("person").setEmail(user.email()).setUserName(user.userName())
                .setExternalId(user.externalId().orElse(null)).setActive(user.active()).setLinked(user.linked())
                .setDeprovisioned(user.deprovisioned()).setAttributes(ScimJson.text(user.state().attributes()))
                .setVersion(user.version()).setCreatedAt(user.createdAt()).setLastModifiedAt(user.lastModifiedAt())
                .build();
    }
}
