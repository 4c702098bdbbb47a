package com.scrydon.scim.ingress.users;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.UserFact;
import java.util.List;

/** Facts about users, each with the whole account. */
final class UserFacts {

    static final String PROVISIONED = "scim.user.provisioned";
    static final String LINKED = "scim.user.linked";
    static final String UPDATED = "scim.user.updated";
    static final String DEACTIVATED = "scim.user.deactivated";
    static final String REACTIVATED = "scim.user.reactivated";
    static final String DEPROVISIONED = "scim.user.deprovisioned";
    static final String INVITED = "scim.account.invited";

    private UserFacts() {}

    static PendingFact fact(LockedAggregate locked, String type, Account account, List<String> changed) {
        return new PendingFact(locked, type, header -> UserFact.newBuilder().setHeader(header)
                .setAccountId(account.id()).setAccount(account.snapshot()).setChangedAttributes(changed).build());
    }
}
