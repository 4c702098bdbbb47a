package com.scrydon.scim.console.members;

import com.scrydon.scim.clients.management.Account;
import com.scrydon.scim.console.pages.Names;

/** A member of the organisation, for people. */
record MemberView(Account account) {

    public String readableName() {
        return Names.readable(account.displayName(), account.email());
    }

    public String managedBy() {
        return account.linked() ? "SCIM" : "Scrydon";
    }
}
