package com.scrydon.scim.console.members;

import com.scrydon.scim.clients.management.Account;

/** A member of the organisation, for people. */
record MemberView(Account account) {

    /** The best name there is. */
    public String readableName() {
        var name = account.displayName();
        return name == null || name.isBlank() ? account.email() : name;
    }

    public String managedBy() {
        return account.linked() ? "SCIM" : "Scrydon";
    }
}
