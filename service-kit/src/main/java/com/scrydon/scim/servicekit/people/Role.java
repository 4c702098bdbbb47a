package com.scrydon.scim.servicekit.people;

import java.util.Arrays;
import java.util.Optional;

/** What a person may do in the organisation (R37). */
public enum Role {
    ORG_ADMIN("org-admin"), AUDITOR("auditor"), OPERATOR("operator");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** The role's name in the {@code roles} claim and in messages. */
    public String claim() {
        return claim;
    }

    static Optional<Role> ofClaim(String name) {
        return Arrays.stream(values()).filter(r -> r.claim.equals(name)).findFirst();
    }
}
