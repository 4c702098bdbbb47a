package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.schemas.FactType;
import java.util.ArrayList;
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

    /** Facts of an update in the order that readers expect: what was linked or changed, then whether it lives. */
    static List<PendingFact> ofUpdate(LockedAggregate account, UserRow before, UserRow after, List<String> changed) {
        var facts = new ArrayList<PendingFact>();
        var others = changed.stream().filter(name -> !name.equals(ACTIVE)).toList();
        if (!before.linked() && after.linked()) {
            facts.add(of(account, FactType.USER_LINKED, after, others));
        } else if (!others.isEmpty()) {
            facts.add(of(account, FactType.USER_UPDATED, after, others));
        }
        if (before.active() != after.active()) {
            facts.add(of(account, after.active() ? FactType.USER_REACTIVATED : FactType.USER_DEACTIVATED, after,
                    List.of(ACTIVE)));
        }
        return facts;
    }

    /** Facts of a POST that brought an account back (R9, R14). */
    static List<PendingFact> ofRevival(LockedAggregate account, UserRow before, UserRow after, List<String> changed) {
        return after.active() && before.linked()
                ? List.of(of(account, FactType.USER_REACTIVATED, after, changed))
                : ofUpdate(account, before, after, changed);
    }

    private static AccountSnapshot snapshot(UserRow user) {
        return AccountSnapshot.newBuilder().setKind("person").setEmail(user.email()).setUserName(user.userName())
                .setExternalId(user.externalId().orElse(null)).setActive(user.active()).setLinked(user.linked())
                .setDeprovisioned(user.deprovisioned()).setAttributes(ScimJson.text(user.state().attributes()))
                .setVersion(user.version()).setCreatedAt(user.createdAt()).setLastModifiedAt(user.lastModifiedAt())
                .build();
    }
}
